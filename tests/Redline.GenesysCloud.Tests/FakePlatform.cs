using System.Net;
using System.Text;
using System.Text.Json;
using Redline.TestKit;

namespace Redline.GenesysCloud.Tests;

/// <summary>A request as the platform saw it.</summary>
internal sealed record SeenRequest(string Method, string Path, string Body);

/// <summary>
/// The platform's REST side, as far as a connector uses it, answering at once from what the test says. Written from the
/// published descriptions and not from the connector.
/// </summary>
internal sealed class FakePlatform(FakeTimeProvider time) : HttpMessageHandler
{
    private static readonly string[] Missing = ["analytics:queueObservation:view"];

    private readonly HashSet<string> _tokens = [];
    private int _tokenCount;
    private int _channelCount;

    public List<SeenRequest> Requests { get; } = [];

    /// <summary>Id, name and division of each queue, in the order of the list.</summary>
    public List<(string Id, string Name, string Division)> Queues { get; } = [];

    /// <summary>How many wait in voice, by queue.</summary>
    public Dictionary<string, int> Waiting { get; } = [];

    public HashSet<string> Channels { get; } = [];

    public Dictionary<string, List<string>> Topics { get; } = [];

    /// <summary>Topics that are refused.</summary>
    public HashSet<string> Rejects { get; } = [];

    public HashSet<string> Users { get; } = [];

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(24);

    public bool RefusesClient { get; set; }

    /// <summary>By how much the platform's clock is ahead; null: answers carry no date.</summary>
    public TimeSpan? Ahead { get; set; }

    /// <summary>Answers in place of the platform; null from it: the platform answers.</summary>
    public Func<SeenRequest, Task<HttpResponseMessage>?> Instead { get; set; } = _ => null;

    public int TokensGiven => _tokenCount;

    public IEnumerable<SeenRequest> Of(string method, string path) => Requests.Where(r => r.Method == method && r.Path.StartsWith(path, StringComparison.Ordinal));

    public void RevokeTokens() => _tokens.Clear();

    public static HttpResponseMessage Answer(HttpStatusCode status, object? body = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body)) };
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var stream = request.Content?.ReadAsStream(cancellationToken) ?? Stream.Null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var seen = new SeenRequest(request.Method.Method, request.RequestUri!.PathAndQuery, reader.ReadToEnd());
        Requests.Add(seen);
        if (Instead(seen) is { } instead) return instead;
        var response = seen.Path == "/oauth/token" ? GiveToken(request) : Guarded(request, seen);
        if (Ahead is { } ahead) response.Headers.Date = time.GetUtcNow() + ahead;
        return Task.FromResult(response);
    }

    private HttpResponseMessage GiveToken(HttpRequestMessage request)
    {
        var expected = "Basic " + Convert.ToBase64String("client:sesame"u8);
        if (RefusesClient || request.Headers.Authorization?.ToString() != expected)
            return Answer(HttpStatusCode.Unauthorized, new { error = "invalid_client", error_description = "client not found" });
        var token = $"token-{++_tokenCount}";
        _tokens.Add(token);
        return Answer(HttpStatusCode.OK, new { access_token = token, token_type = "bearer", expires_in = (int)TokenLife.TotalSeconds });
    }

    private HttpResponseMessage Guarded(HttpRequestMessage request, SeenRequest seen)
    {
        if (request.Headers.Authorization is not { Scheme: "Bearer", Parameter: { } token } || !_tokens.Contains(token))
            return Answer(HttpStatusCode.Unauthorized, new { message = "Invalid login credentials.", code = "bad.credentials", status = 401 });
        var parts = request.RequestUri!.AbsolutePath.Split('/')[3..];
        return (seen.Method, parts) switch
        {
            ("GET", ["routing", "queues"]) => List(request.RequestUri),
            ("GET", ["routing", "queues", var id]) => Queues.Any(q => q.Id == id) ? Answer(HttpStatusCode.OK, new { id }) : NotFound(),
            ("POST", ["analytics", "queues", "observations", "query"]) => Observe(seen.Body),
            ("POST", ["notifications", "channels"]) => MakeChannel(),
            ("HEAD", ["notifications", "channels", var id]) => Channels.Contains(id) ? Answer(HttpStatusCode.OK) : NotFound(),
            ("PUT", ["notifications", "channels", var id, "subscriptions"]) => Subscribe(id, seen),
            ("DELETE", ["notifications", "channels", var id, "subscriptions"]) => Release(id),
            ("GET", ["users", var id]) => Users.Contains(id)
                ? Answer(HttpStatusCode.OK, new { id, presence = new { presenceDefinition = new { systemPresence = "On Queue" } }, routingStatus = new { status = "IDLE", startTime = "2026-03-02T07:00:00.000Z" } })
                : NotFound(),
            ("GET", ["users", _, "queues"]) => Answer(HttpStatusCode.OK, new { entities = new object[] { new { id = "q1", joined = true }, new { id = "q2", joined = false } } }),
            _ => NotFound(),
        };
    }

    private HttpResponseMessage List(Uri address)
    {
        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        var (page, size) = (int.Parse(query["pageNumber"]!, System.Globalization.CultureInfo.InvariantCulture), int.Parse(query["pageSize"]!, System.Globalization.CultureInfo.InvariantCulture));
        var entities = Queues.Skip((page - 1) * size).Take(size).Select(q => new { id = q.Id, name = q.Name, division = new { id = q.Division }, mediaSettings = new { call = new { serviceLevel = new { percentage = 0.8, durationMs = 20_000 } } } });
        var more = Queues.Count > page * size ? $"/api/v2/routing/queues?pageNumber={page + 1}&pageSize={size}" : null;
        return Answer(HttpStatusCode.OK, new { entities, pageNumber = page, pageSize = size, total = Queues.Count, pageCount = (Queues.Count + size - 1) / size, nextUri = more });
    }

    private HttpResponseMessage Observe(string body)
    {
        using var json = JsonDocument.Parse(body);
        var ids = json.RootElement.GetProperty("filter").GetProperty("predicates").EnumerateArray().Select(p => p.GetProperty("value").GetString()!);
        var results = ids.Where(Waiting.ContainsKey).Select(id => new
        {
            group = new { queueId = id, mediaType = "voice" },
            data = new object[] { new { metric = "oWaiting", stats = new { count = Waiting[id] } } },
        });
        return Answer(HttpStatusCode.OK, new { results });
    }

    private HttpResponseMessage MakeChannel()
    {
        var id = $"channel-{++_channelCount}";
        Channels.Add(id);
        return Answer(HttpStatusCode.OK, new { id, connectUri = $"wss://streaming.test/channels/{id}-geheim", expires = time.GetUtcNow().AddHours(24).ToString("O") });
    }

    private HttpResponseMessage Subscribe(string id, SeenRequest seen)
    {
        if (!Channels.Contains(id)) return NotFound();
        using var json = JsonDocument.Parse(seen.Body);
        var topics = json.RootElement.EnumerateArray().Select(t => t.GetProperty("id").GetString()!).ToList();
        if (topics.Count > 1000) return Answer(HttpStatusCode.BadRequest, new { code = "notification.subscription.too.many.subscriptions" });
        if (!seen.Path.EndsWith("?ignoreErrors=true", StringComparison.Ordinal) && topics.Any(Rejects.Contains)) return Answer(HttpStatusCode.Forbidden, new { code = "not.authorized" });
        Topics[id] = [.. topics.Where(t => !Rejects.Contains(t))];
        return Answer(HttpStatusCode.OK, new
        {
            entities = topics.Select(t => Rejects.Contains(t)
                ? (object)new { id = t, state = "Rejected", rejectionReason = "not authorized", missingPermissions = Missing }
                : new { id = t, state = "Permitted" }),
        });
    }

    private HttpResponseMessage Release(string id)
    {
        Topics.Remove(id);
        return Answer(HttpStatusCode.NoContent);
    }

    private static HttpResponseMessage NotFound() => Answer(HttpStatusCode.NotFound, new { code = "not.found", message = "Not found", status = 404 });
}
