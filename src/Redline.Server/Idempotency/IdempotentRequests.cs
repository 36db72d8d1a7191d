using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Redline.Delivery.Journal;
using Redline.Server.Http;

namespace Redline.Server.Idempotency;

/// <summary>
/// Runs a POST with an Idempotency-Key once: a repeat gets the first answer. A key counts for one subject, method and path
/// of an organization, after token and permission were looked at, so that nobody gets an answer they may not have. Should
/// the process die between what a request did and the keeping of its answer, a repeat does it again. Any thread.
/// </summary>
internal sealed partial class IdempotentRequests(KeptAnswers answers, IdempotencyOptions options, TimeProvider wall, ILogger<IdempotentRequests> log)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotent-Replayed";

    private const int MaxKeyLength = 200;

    private readonly ConcurrentDictionary<(string Organization, string Key), string> _running = new();

    /// <summary>Goes on to an endpoint, or answers in its place. The caller of the request is known.</summary>
    public static async ValueTask<object?> RunAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue(Header, out var given)
            || !http.Request.Path.StartsWithSegments("/api/v2")) return await next(context);
        if (given is not [{ Length: > 0 and <= MaxKeyLength } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return ApiResults.BadRequest(http, [new("idempotency.key.invalid", Header,
                $"{Header} is one text of 1 to {MaxKeyLength} visible ASCII characters, new for each request that is not a repeat.")]);
        }

        var (body, refusal) = await BufferedBody.ReadAsync(http);
        if (body is null) return refusal;
        http.Request.Body = body;
        var requests = http.RequestServices.GetRequiredService<IdempotentRequests>();
        var caller = http.Caller();
        var id = Hash(Encoding.UTF8.GetBytes($"{caller.SubjectId}\n{http.Request.Method}\n{http.Request.Path}\n{key}"));
        var fingerprint = Hash(Encoding.UTF8.GetBytes(http.Request.QueryString.Value + "\n"), body.ToArray());
        return await requests.RunAsync(context, next, (caller.OrganizationId, id), fingerprint);
    }

    private async ValueTask<object?> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, (string Organization, string Key) id, string fingerprint)
    {
        var http = context.HttpContext;
        if (!_running.TryAdd(id, fingerprint))
            return _running.GetValueOrDefault(id, fingerprint) == fingerprint ? InProgress(http) : Reused(http);
        try
        {
            if (await answers.FindAsync(id.Organization, id.Key, http.RequestAborted) is { } kept)
                return kept.Fingerprint == fingerprint ? Repeat(http, kept) : Reused(http);
            var answer = await next(context);
            return answer is IResult result ? await RunFirstAsync(http, result, id, fingerprint) : answer;
        }
        catch (JournalUnavailableException)
        {
            return ApiResults.Refuse(http, StatusCodes.Status503ServiceUnavailable, "storage.unavailable", "The store does not answer; try again with the same key.");
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    private async Task<IResult> RunFirstAsync(HttpContext http, IResult result, (string Organization, string Key) id, string fingerprint)
    {
        var written = await WrittenAnswer.OfAsync(http, result);
        if (http.Response.StatusCode is >= 500 or StatusCodes.Status429TooManyRequests) return written;
        var (headers, status) = (http.Response.Headers, http.Response.StatusCode);
        var isSecret = status is >= 200 and < 300 && http.GetEndpoint()?.Metadata.GetMetadata<SecretAnswer>() is not null;
        var notKept = isSecret ? KeptAnswer.Secret : written.Body.Length > options.MaxAnswerBytes ? KeptAnswer.Large : null;
        var answer = new KeptAnswer(
            fingerprint, wall.GetUtcNow().ToUnixTimeMilliseconds(), status, Text(headers.ContentType), Text(headers.Location), Text(headers.ETag),
            notKept is null ? written.Body : null, notKept);
        try
        {
            await answers.KeepAsync(id.Organization, id.Key, answer);
        }
        catch (Exception e) when (e is JournalWriteException or JournalUnavailableException)
        {
            LogNotKept(log, e); // it was done all the same: its caller is told so
        }

        return written;
    }

    private static IResult Repeat(HttpContext http, KeptAnswer kept)
    {
        if (kept.NotKept == KeptAnswer.Secret)
        {
            return Conflict(http, "idempotency.secret.not.repeated",
                "The first request with this key succeeded, and its answer held a secret that is shown once. If it is lost, delete what was made and ask anew with another key.");
        }

        if (kept.NotKept is not null)
        {
            return Conflict(http, "idempotency.answer.not.kept",
                "The first request with this key was carried out, and its answer was too large to be kept; read what it made.");
        }

        http.Response.StatusCode = kept.Status;
        http.Response.Headers[ReplayedHeader] = "true";
        if (kept.ContentType is { } type) http.Response.Headers.ContentType = type;
        if (kept.Location is { } location) http.Response.Headers.Location = location;
        if (kept.ETag is { } tag) http.Response.Headers.ETag = tag;
        return new WrittenAnswer(kept.Body ?? []);
    }

    private static IResult InProgress(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Conflict(http, "idempotency.in.progress", "The first request with this key is still running; try again.");
    }

    private static IResult Reused(HttpContext http) => ApiResults.Refuse(
        http, StatusCodes.Status422UnprocessableEntity, "idempotency.key.reused",
        "This key was sent before with another body; take a new key for another request.");

    private static IResult Conflict(HttpContext http, string code, string message) =>
        ApiResults.Refuse(http, StatusCodes.Status409Conflict, code, message);

    private static string? Text(Microsoft.Extensions.Primitives.StringValues header) => header.Count == 0 ? null : header.ToString();

    private static string Hash(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [LoggerMessage(LogLevel.Warning, "A request was carried out and its answer not kept: a repeat with its idempotency key would do it again.")]
    private static partial void LogNotKept(ILogger log, Exception exception);
}
