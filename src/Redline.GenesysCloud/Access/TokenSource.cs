using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Redline.Engine;

namespace Redline.GenesysCloud.Access;

/// <summary>
/// The token of an OAuth client: asked for when it is first needed, again ahead of its end, and once more when the
/// platform refuses it. While the next one cannot be had the present one is used to its end. Any thread.
/// </summary>
internal sealed class TokenSource(HttpClient http, GenesysConnection connection, GenesysConnectorOptions options, GenesysClocks clocks, Random random) : IDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Backoff _backoff = new(options.RetryDelay, options.MaxRetryDelay, random);
    private string? _token;
    private Instant _renewAt = Instant.Beginning;
    private Instant _endsAt = Instant.Beginning;
    private long _pauseBegan;
    private TimeSpan _pause;
    private ApiFailure? _lastFailure;
    private ApiFailure? _refusal;

    /// <summary>Grows with each token: what was made with an older one ends with that one.</summary>
    public long Version { get; private set; }

    /// <summary>Why there is no token that is taken; null: there is one.</summary>
    public ApiFailure? Failure => _refusal ?? (clocks.Now >= _endsAt ? _lastFailure : null);

    /// <summary>A token that can be used, or why there is none.</summary>
    public async Task<(string? Token, ApiFailure? Failure)> GetAsync(CancellationToken cancellationToken)
    {
        if (_token is { } present && clocks.Now < _renewAt) return (present, null);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_token is { } renewed && clocks.Now < _renewAt) return (renewed, null);
            if (!IsPausing) await RenewAsync(cancellationToken);
            return _token is { } token && clocks.Now < _endsAt ? (token, null) : (null, _lastFailure ?? new(ApiFailureKind.Unreachable, 0, "token.ended", "The token has ended."));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The platform took a token.</summary>
    public void Accepted()
    {
        if (_refusal is not null) (_refusal, _lastFailure) = (null, null);
        if (_lastFailure is null) _backoff.Reset();
    }

    /// <summary>The platform refused a token: it is not used again.</summary>
    /// <param name="token">The token.</param>
    /// <param name="refusal">What it said, where even a new token was refused; null: it may have been an old one.</param>
    public void Refused(string token, ApiFailure? refusal = null)
    {
        if (refusal is not null)
        {
            (_refusal, _lastFailure) = (refusal, refusal);
            (_pauseBegan, _pause) = (clocks.Wall.GetTimestamp(), _backoff.Next());
        }

        if (_token != token) return; // renewed meanwhile
        _token = null;
        _renewAt = _endsAt = Instant.Beginning;
    }

    public void Dispose() => _turn.Dispose();

    private bool IsPausing => _lastFailure is not null && clocks.Wall.GetElapsedTime(_pauseBegan) < _pause;

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var failure = await AskAsync(cancellationToken);
        _lastFailure = failure ?? _refusal;
        if (failure is null) return;
        (_pauseBegan, _pause) = (clocks.Wall.GetTimestamp(), _backoff.Next());
        if (failure.RetryAfter is { } asked && asked > _pause) _pause = asked < options.MaxRetryDelay ? asked : options.MaxRetryDelay;
    }

    private async Task<ApiFailure?> AskAsync(CancellationToken cancellationToken)
    {
        string credentials;
        try
        {
            credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{connection.ClientId}:{connection.ClientSecret()}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ApiFailureKind.Token, 0, "client.secret.unreadable", $"The file with the client's secret cannot be read: {e.Message}");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(connection.LoginAddress, "oauth/token"));
        try
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
            using var limit = new CancellationTokenSource(options.RequestTimeout, clocks.Wall);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var askedAt = clocks.Now;
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (response.IsSuccessStatusCode) return Take(body, askedAt);
            var failure = ErrorBody.Read(response.StatusCode, body, ApiHeaders.CorrelationId(response), ApiHeaders.RetryAfter(response, clocks));

            // What this endpoint refuses is the client, whatever the status.
            return failure.Kind is ApiFailureKind.Unreachable or ApiFailureKind.Throttled ? failure : failure with { Kind = ApiFailureKind.Token };
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ApiHeaders.Unreachable(e, connection.LoginAddress);
        }
    }

    private ApiFailure? Take(byte[] body, Instant askedAt)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.TryGetProperty("access_token", out var text) && text.GetString() is { Length: > 0 } token)
            {
                var life = root.TryGetProperty("expires_in", out var seconds) && seconds.TryGetDouble(out var s) && s is > 0 and < 1e9
                    ? TimeSpan.FromSeconds(s) : Usual;
                _renewAt = askedAt.Plus((long)(life.TotalMilliseconds * options.TokenRenewal));
                _endsAt = askedAt.Plus((long)life.TotalMilliseconds);
                _token = token;
                Version++;
                return null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Told below: an answer that is none.
        }

        return new(ApiFailureKind.Unreachable, 200, "token.unreadable", "The answer holds no token.");
    }
}
