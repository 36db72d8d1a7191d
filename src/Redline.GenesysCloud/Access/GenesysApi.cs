using System.Net;
using System.Net.Http.Headers;
using Redline.Engine;

namespace Redline.GenesysCloud.Access;

/// <summary>
/// Sends requests to the platform with the client's token, within its budget: renews the token once when it is refused,
/// waits as long as the platform asks (up to a bound), and tries again what may do later. Any thread.
/// </summary>
internal sealed class GenesysApi(
    HttpClient http, GenesysConnection connection, TokenSource tokens, RateBudget budget, PlatformClock platform,
    GenesysConnectorOptions options, GenesysClocks clocks, Random random)
{
    private const int Attempts = 3;

    private static readonly TimeSpan UsualRetryAfter = TimeSpan.FromSeconds(3);

    private long _lastGood = clocks.Organization.GetTimestamp();

    /// <summary>Why the last request brought nothing, where that was no answer of the platform's own will; null: it brought something.</summary>
    public ApiFailure? Trouble { get; private set; }

    /// <summary>How long ago a request last brought something.</summary>
    public TimeSpan SinceGood => clocks.Organization.GetElapsedTime(Volatile.Read(ref _lastGood));

    /// <summary>The token requests are sent with.</summary>
    public TokenSource Tokens => tokens;

    /// <summary>What is left of the minute's requests.</summary>
    public RateBudget Budget => budget;

    /// <summary>The platform's clock.</summary>
    public PlatformClock Platform => platform;

    /// <summary>Sends a request.</summary>
    public async Task<ApiAnswer> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var answer = await TryAsync(call, cancellationToken);
        Trouble = answer.Failure is { Kind: ApiFailureKind.Unreachable or ApiFailureKind.Throttled or ApiFailureKind.Token } trouble ? trouble : null;
        if (Trouble is null) Volatile.Write(ref _lastGood, clocks.Organization.GetTimestamp());
        return answer;
    }

    private async Task<ApiAnswer> TryAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options.RetryDelay, options.MaxRetryDelay, random);
        var isRenewed = false;
        for (var attempt = 1; ; attempt++)
        {
            var (token, refusal) = await tokens.GetAsync(cancellationToken);
            if (token is null) return new(default, refusal! with { IsUnsent = true });
            await budget.TakeAsync(call.Urgency, cancellationToken);
            var answer = await SendOnceAsync(call, token, cancellationToken);
            switch (answer.Failure)
            {
                case null:
                    tokens.Accepted();
                    return answer;
                case { Kind: ApiFailureKind.Token } refused:
                    tokens.Refused(token, isRenewed ? refused : null);
                    if (isRenewed) return answer;
                    isRenewed = true;
                    continue;
                case { Kind: ApiFailureKind.Throttled } throttled:
                    // The wait itself is the budget's: it holds up everybody, not this request alone.
                    var asked = throttled.RetryAfter ?? UsualRetryAfter;
                    budget.Block(asked < options.MaxRetryAfter ? asked : options.MaxRetryAfter);
                    if (asked > options.MaxRetryAfter || attempt >= Attempts) return answer;
                    continue;
                case { Kind: ApiFailureKind.Unreachable } failure when attempt < Attempts && (call.IsRepeatable || failure.IsUndone):
                    await Task.Delay(backoff.Next(), clocks.Wall, cancellationToken);
                    continue;
                default:
                    return answer;
            }
        }
    }

    private async Task<ApiAnswer> SendOnceAsync(ApiCall call, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(connection.ApiAddress, call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (call.Body is { } body) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        using var limit = new CancellationTokenSource(options.RequestTimeout, clocks.Wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var sentAt = clocks.Now;
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Learn(response, sentAt);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode
                ? new(bytes, null)
                : new(bytes, ErrorBody.Read(response.StatusCode, bytes, ApiHeaders.CorrelationId(response), ApiHeaders.RetryAfter(response, clocks)));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(default, ApiHeaders.Unreachable(e, connection.ApiAddress));
        }
    }

    private void Learn(HttpResponseMessage response, Instant sentAt)
    {
        budget.Learn(
            ApiHeaders.Number(response, "inin-ratelimit-count"), ApiHeaders.Number(response, "inin-ratelimit-allowed"),
            ApiHeaders.Number(response, "inin-ratelimit-reset"));
        if (ApiHeaders.Date(response) is { } date && response.StatusCode != HttpStatusCode.BadGateway) platform.Learn(sentAt, date, clocks.Now);
    }
}
