using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Server.Configuration;
using Redline.Server.Identity;
using Redline.Server.Serving;

namespace Redline.Server.Tests.OpenApi;

/// <summary>The real server with a document, an administrator, and nobody to slow them down.</summary>
public sealed class ContractServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private OrganizationServer? _server;
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private int _flows;
    private string _clientId = "";
    private string _clientSecret = "";

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    internal ApiContract Contract { get; private set; } = null!;

    public IEnumerable<Endpoint> Endpoints => _server!.Endpoints;

    /// <summary>The document as it is served.</summary>
    public string Document { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _server = await OrganizationServer.StartAsync(
            new RedlineOptions
            {
                Server = new() { Port = 0, DataDirectory = _directory.Root },
                Identity = new() { RequestsPerMinute = 1_000_000, RequestBurst = 1_000_000 },
                Engine = new() { ViewInterval = TimeSpan.FromMilliseconds(100) },
            },
            TimeProvider.System, NullLoggerProvider.Instance);
        Client.BaseAddress = new Uri(_server.Address);
        Document = await Client.GetStringAsync("/api/v2/openapi.json");
        Contract = new ApiContract(Document);
        var administrator = await TokenAsync(("grant_type", "urn:redline:grant-type:sign-in-code"), ("code", _server.FirstSignInCode!));
        var made = await SendAsync("POST", "/api/v2/oauth/clients", administrator, """{"name":"Contract","personId":"admin"}""");
        (_clientId, _clientSecret) = (made.GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>A token of its own for an administrator.</summary>
    public Task<string> TokenAsync() => TokenAsync(
        ("grant_type", "client_credentials"), ("client_id", _clientId), ("client_secret", _clientSecret));

    /// <summary>A token that holds one permission, and not the one that is named.</summary>
    public async Task<string> TokenWithoutAsync(string permission)
    {
        var other = permission == Permissions.AuditView ? Permissions.StreamView : Permissions.AuditView;
        if (_keys.TryGetValue(other, out var known)) return known; // an organization has so many at the most
        var made = await SendAsync("POST", "/api/v2/apikeys", await TokenAsync(), $$"""{"name":"other","permissions":["{{other}}"]}""");
        return _keys[other] = made.GetProperty("key").GetString()!;
    }

    /// <summary>The id of something new that a path with an id is about.</summary>
    public async Task<string> IdForAsync(string path, string token) => path switch
    {
        _ when path.StartsWith("/api/v2/eventstreams/{id}", StringComparison.Ordinal) => await MadeAsync("createStream", token),
        "/api/v2/queuesets" => await ForgetAsync("/api/v2/queuesets/billing-north", token),
        _ when path.StartsWith("/api/v2/queuesets/{id}", StringComparison.Ordinal) => await QueueSetAsync(token),
        _ when path.StartsWith("/api/v2/parameters/{id}", StringComparison.Ordinal) => await ParameterAsync(token),
        _ when path.StartsWith("/api/v2/oauth/clients/{id}", StringComparison.Ordinal) => await MadeAsync("createClient", token),
        _ when path.StartsWith("/api/v2/apikeys/{id}", StringComparison.Ordinal) => await MadeAsync("createApiKey", token),
        _ when path.StartsWith("/api/v2/people/{id}", StringComparison.Ordinal) => "admin",
        _ when path.StartsWith("/api/v2/pushnotifications/registrations/{id}", StringComparison.Ordinal) => await MadeAsync("register", token),
        _ when path.StartsWith("/api/v2/silences/{id}", StringComparison.Ordinal) => await MadeAsync("createSilence", token),
        _ when path.StartsWith("/api/v2/alerts/{id}", StringComparison.Ordinal) => await AlertAsync(token),
        _ when path.StartsWith("/api/v2/escalations/{id}", StringComparison.Ordinal) => await EscalationAsync(token),
        _ when path.StartsWith("/api/v2/queues/{id}", StringComparison.Ordinal) => await QueueAsync(token),
        _ when path.StartsWith("/api/v2/flows/executions/{id}", StringComparison.Ordinal) => await ExecutionAsync(token),
        _ when path.StartsWith("/api/v2/flows/{name}", StringComparison.Ordinal) => await FlowAsync(token),
        _ => "nowhere",
    };

    private async Task<string> MadeAsync(string operationId, string token)
    {
        var operation = Contract.Operations.Single(o => o.Id == operationId);
        return (await SendAsync("POST", operation.Path, token, operation.Example!)).GetProperty("id").GetString()!;
    }

    // Its example chooses the id, and another test may have sent it.
    private async Task<string> ForgetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path) { Headers = { Authorization = new("Bearer", token) } };
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return "nowhere";
    }

    // Somebody has it, so that it can be given back.
    private async Task<string> EscalationAsync(string token)
    {
        var id = await MadeAsync("createEscalation", token);
        await SendAsync("POST", $"/api/v2/escalations/{id}/acknowledgement", token, null);
        return id;
    }

    private async Task<string> QueueSetAsync(string token)
    {
        var id = "set-" + Guid.NewGuid().ToString("N");
        await SendAsync("POST", "/api/v2/queuesets", token, $$"""{"id":"{{id}}","namePattern":"*"}""");
        return id;
    }

    private async Task<string> ParameterAsync(string token)
    {
        var name = "p" + Guid.NewGuid().ToString("N");
        await SendAsync("PUT", "/api/v2/parameters/" + name, token, """{"defaultValue":1}""");
        return name;
    }

    private async Task<string> ExecutionAsync(string token)
    {
        var path = $"/api/v2/flows/{await FlowAsync(token)}/executions";
        return (await SendAsync("POST", path, token, "{}")).GetProperty("id").GetString()!;
    }

    // The example of a flow under a name of its own, which the body must not contradict.
    private async Task<string> FlowAsync(string token)
    {
        var name = $"flow{Interlocked.Increment(ref _flows)}";
        await SendAsync("PUT", "/api/v2/flows/" + name, token, """{"nodes":[{"id":"tell","type":"notify","next":{"done":"end"}}]}""");
        return name;
    }

    private async Task<string> QueueAsync(string token)
    {
        await ObserveAsync("contract", token);
        await SeenAsync(token).InTime();
        return "contract";
    }

    // An alert of the stream of the example, whose one caller has waited since long ago, and whom somebody has.
    private async Task<string> AlertAsync(string token)
    {
        await MadeAsync("createStream", token);
        await ObserveAsync("12345678-1234-1234-1234-123456789012", token);
        var path = $"/api/v2/alerts/{await AlertOfAsync(token).InTime()}";
        await SendAsync("POST", path + "/acknowledgement", token, null);
        return path.Split('/')[^1];
    }

    private async Task<string> AlertOfAsync(string token)
    {
        while (true)
        {
            var open = await SendAsync("GET", "/api/v2/alerts?state=TRIGGERED,ACKNOWLEDGED", token, null);
            if (open.GetProperty("total").GetInt32() > 0) return open.GetProperty("entities")[0].GetProperty("id").GetString()!;
            await Task.Yield();
        }
    }

    private async Task ObserveAsync(string queueId, string token)
    {
        var now = TimeProvider.System.GetUtcNow();
        var body = $$$"""
            {"source":"contract","observations":[{"queueId":"{{{queueId}}}","mediaType":"voice","observedAt":"{{{Text(now)}}}",
             "metrics":{"waitingCount":1,"oldestWaitingSince":"{{{Text(now.AddHours(-1))}}}"}}]}
            """;
        await SendAsync("POST", "/api/v2/observations", token, body);
    }

    private static string Text(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    // Asked for again and again: the server says nothing when what it shows is new.
    private async Task SeenAsync(string token)
    {
        while ((await SendAsync("GET", "/api/v2/queues?name=contract", token, null)).GetProperty("total").GetInt32() == 0) await Task.Yield();
    }

    private async Task<JsonElement> SendAsync(string method, string path, string token, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private async Task<string> TokenAsync(params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await Client.PostAsync("/oauth/token", content);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
