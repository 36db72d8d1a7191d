using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Redline.Delivery.Effects;

/// <summary>
/// Makes one request to a host outside: no redirect is followed here, no cookie kept, and no more of the answer read than is
/// allowed. Any thread.
/// </summary>
internal sealed class HttpTarget : IEffectTarget, IDisposable
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2); // then a name is looked up, and checked, again
    private static readonly TimeSpan IdleLife = TimeSpan.FromSeconds(30);
    private const int MaxHeaderKilobytes = 32;

    private readonly EffectOptions _options;
    private readonly TimeProvider _time;
    private readonly IWebProxy _proxy;
    private readonly CheckedConnection _connection;
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker _proxied;

    public HttpTarget(EffectOptions options, EgressRules rules, EffectReach reach, TimeProvider time)
    {
        (_options, _time, _proxy, _connection) = (options, time, reach.Proxy ?? HttpClient.DefaultProxy, new(rules, reach.Resolve));
        _direct = new(Handler(h => (h.UseProxy, h.ConnectCallback) = (false, _connection.ConnectAsync)));
        _proxied = new(Handler(h => (h.UseProxy, h.Proxy) = (true, _proxy)));
    }

    /// <summary>Whether requests to an address go through a proxy.</summary>
    public bool IsProxied(Uri address) => !_proxy.IsBypassed(address) && _proxy.GetProxy(address) is { } proxy && proxy != address;

    /// <inheritdoc/>
    public async Task<EffectReply> SendAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var address = new Uri(call.Address);
        using var request = RequestOf(call, address);
        try
        {
            var way = IsProxied(address) ? _proxied : _direct;
            using var response = await way.SendAsync(request, cancellationToken);
            return await ReadAsync(response, address, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Failure(e, address.IdnHost);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException) // a compressed body that is none
        {
            return Garbled(address.IdnHost);
        }
    }

    public void Dispose()
    {
        _direct.Dispose();
        _proxied.Dispose();
        _connection.Dispose();
    }

    private SocketsHttpHandler Handler(Action<SocketsHttpHandler> set)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = _options.ConnectTimeout,
            PooledConnectionLifetime = ConnectionLife,
            PooledConnectionIdleTimeout = IdleLife,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = 0, // what is not read is not waited for: the connection goes
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        set(handler);
        return handler;
    }

    private static HttpRequestMessage RequestOf(EffectCall call, Uri address)
    {
        var request = new HttpRequestMessage(new(call.Method), address);
        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json");
        }

        request.Headers.TryAddWithoutValidation("Accept", "application/json, */*;q=0.1");
        request.Headers.TryAddWithoutValidation("User-Agent", "Redline");
        foreach (var (name, value) in call.Headers)
        {
            HttpHeaders headers = request.Headers;
            if (EffectChecks.IsOfContent(name))
            {
                if (request.Content is null) continue;
                headers = request.Content.Headers;
            }

            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", call.IdempotencyKey);
        return request;
    }

    private async Task<EffectReply> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var (body, isWhole) = await ReadBodyAsync(response.Content, cancellationToken);
        var reply = isWhole
            ? new EffectReply(status, response.Content.Headers.ContentType?.MediaType, body)
            : EffectReply.Failed(EffectCodes.AnswerLarge, $"The answer is longer than {_options.MaxAnswerBytes} bytes.", mayRetry: false, status);
        return reply with
        {
            RetryAfter = RetryAfterOf(response),
            Location = response.Headers.Location is { } location && Uri.TryCreate(address, location, out var to) ? to : null,
        };
    }

    private async Task<(ReadOnlyMemory<byte> Body, bool IsWhole)> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var most = _options.MaxAnswerBytes;
        if (content.Headers.ContentLength > most) return (default, false);
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new MemoryStream();
        var part = new byte[Math.Min(8_192, most + 1)];
        int read;
        while ((read = await stream.ReadAsync(part, cancellationToken)) > 0)
        {
            if (body.Length + read > most) return (default, false);
            body.Write(part, 0, read);
        }

        return (body.GetBuffer().AsMemory(0, (int)body.Length), true);
    }

    // A date is meant by the host's clock, which the answer tells of too.
    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } after) return null;
        var wait = after.Delta ?? (after.Date - (response.Headers.Date ?? _time.GetUtcNow()));
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static EffectReply Failure(Exception e, string host)
    {
        if (e.InnerException is AddressRefusedException refused) return EffectReply.Failed(EffectCodes.AddressRefused, refused.Message, mayRetry: false);
        if (e is OperationCanceledException) return EffectReply.Failed(EffectCodes.Connect, $"No connection to {host} in time.", mayRetry: true);
        var kind = (e as HttpRequestException)?.HttpRequestError ?? (e as HttpIOException)?.HttpRequestError;
        if (e.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData })
            kind = HttpRequestError.NameResolutionError;
        return kind switch
        {
            HttpRequestError.NameResolutionError => EffectReply.Failed(EffectCodes.HostUnknown, $"{host} is not known.", mayRetry: true),
            HttpRequestError.SecureConnectionError => EffectReply.Failed(EffectCodes.Tls, $"What {host} shows for itself is not trusted.", mayRetry: false),
            HttpRequestError.ProxyTunnelError => EffectReply.Failed(EffectCodes.Proxy, $"The proxy does not lead to {host}.", mayRetry: true),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => Garbled(host),
            HttpRequestError.ConnectionError => EffectReply.Failed(EffectCodes.Connect, $"No connection to {host}.", mayRetry: true),
            _ => EffectReply.Failed(EffectCodes.Broken, $"The connection to {host} broke.", mayRetry: true),
        };
    }

    private static EffectReply Garbled(string host) =>
        EffectReply.Failed(EffectCodes.Garbled, $"What {host} sent is not HTTP, is not packed as it says, or its headers are too long.", mayRetry: false);
}
