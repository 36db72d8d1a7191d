using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Redline.Delivery.Effects;
using Redline.Server.Identity;
using Redline.Server.Organizations;

namespace Redline.Server.Effects;

/// <summary>
/// This server's own endpoints as flows call them: through everything a request passes, but over no socket, and as the flows'
/// own principal unless the flow brings an Authorization of its own. Any thread.
/// </summary>
/// <param name="organization">The organization that is served.</param>
/// <param name="callers">Who other tokens stand for.</param>
/// <param name="maxAnswerBytes">How much of an answer is kept; a longer one is a failure.</param>
internal sealed class OwnServer(OrganizationId organization, ICallers callers, int maxAnswerBytes) : IEffectTarget, ICallers
{
    /// <summary>Whose requests they are: in the audit log and where an answer is kept for a repeat.</summary>
    public const string SubjectId = "flows";

    /// <summary>What flows may do here. They may read what is going on, make escalations and tell people; who wrote a flow must gain nothing else by it.</summary>
    public static readonly IReadOnlySet<string> Granted = new HashSet<string>(StringComparer.Ordinal)
    {
        Permissions.StreamView, Permissions.SupervisionView, Permissions.AlertView, Permissions.MessageAdd, Permissions.EscalationAdd,
    };

    // Known to nobody and sent over no wire; it ends with the process.
    private readonly byte[] _token = Encoding.ASCII.GetBytes(Secrets.Make());
    private readonly Caller _caller = new(organization.Value, SubjectId, null, Granted) { IsUnlimited = true };
    private RequestDelegate? _pipeline;
    private IServiceProvider? _services;

    /// <summary>Stands before everything else a request passes; called while the server is built.</summary>
    public void AttachTo(WebApplication app)
    {
        _services = app.Services;
        app.Use(next =>
        {
            Volatile.Write(ref _pipeline, next);
            return next;
        });
    }

    /// <inheritdoc/>
    public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), _token) ? new(_caller) : callers.FindAsync(token, cancellationToken);

    /// <inheritdoc/>
    public async Task<EffectReply> SendAsync(EffectCall call, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _pipeline) is not { } pipeline) return EffectReply.Failed(EffectCodes.Connect, "This server is not up yet.", mayRetry: true);
        var kept = ArrayPool<byte>.Shared.Rent(maxAnswerBytes);
        await using var scope = _services!.CreateAsyncScope();
        try
        {
            using var body = new MemoryStream(kept, 0, maxAnswerBytes);
            var http = RequestOf(call, body, scope.ServiceProvider, cancellationToken);
            await pipeline(http);
            cancellationToken.ThrowIfCancellationRequested();
            var type = http.Response.ContentType?.Split(';')[0];
            return new(http.Response.StatusCode, type, kept.AsSpan(0, (int)body.Position).ToArray()) { RetryAfter = RetryAfterOf(http.Response) };
        }
        catch (NotSupportedException) // there is no more room for the answer
        {
            return EffectReply.Failed(EffectCodes.AnswerLarge, $"The answer is longer than {maxAnswerBytes} bytes.", mayRetry: false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(kept);
        }
    }

    private DefaultHttpContext RequestOf(EffectCall call, Stream answer, IServiceProvider services, CancellationToken cancellationToken)
    {
        var http = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        var query = call.Address.IndexOf('?', StringComparison.Ordinal);
        var request = http.Request;
        (request.Method, request.Scheme, request.Host, request.Protocol) = (call.Method, "http", new("127.0.0.1"), "HTTP/1.1");
        request.Path = PathString.FromUriComponent(query < 0 ? call.Address : call.Address[..query]);
        request.QueryString = query < 0 ? QueryString.Empty : new(call.Address[query..]);
        request.Headers.Authorization = "Bearer " + Encoding.ASCII.GetString(_token);
        if (call.Body is { } body)
        {
            (request.Body, request.ContentLength, request.ContentType) = (new MemoryStream(body, writable: false), body.Length, "application/json");
        }

        foreach (var (name, value) in call.Headers) request.Headers[name] = value;
        request.Headers["Idempotency-Key"] = call.IdempotencyKey;
        http.Response.Body = answer;
        return http;
    }

    private static TimeSpan? RetryAfterOf(HttpResponse response) =>
        int.TryParse(response.Headers.RetryAfter, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds >= 0 ? TimeSpan.FromSeconds(seconds) : null;
}
