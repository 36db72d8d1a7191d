using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Server.Configuration;
using Redline.Server.Serving;

namespace Redline.Server.Tests.Serving;

/// <summary>The server as <c>redline serve</c> starts it, from nothing, with the tokens it gives itself.</summary>
public sealed class OrganizationServerTests : IDisposable
{
    private const string Mission = """
        {"name":"Priority Queue Escalation Stream","entityType":"queue",
         "filterExpression":{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["12345678-1234-1234-1234-123456789012"]},
           {"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]},
         "notificationType":"PUSH"}
        """;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serve_WhenStartedFromNothing_TakesTheMissionsBodyWithTheFirstCode()
    {
        await using var server = await StartAsync();
        using var client = await AdministratorAsync(server);

        using var created = await client.PostAsync("/api/v2/eventstreams", Json(Mission), Cancel);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var body = JsonDocument.Parse(await created.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(1, body.RootElement.GetProperty("version").GetInt32());
        using var read = await client.GetAsync(created.Headers.Location, Cancel);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Serve_WhenStreamsChange_SaysInTheAuditLogWhoDidIt()
    {
        await using var server = await StartAsync();
        using var client = await AdministratorAsync(server);
        using var created = await client.PostAsync("/api/v2/eventstreams", Json(Mission), Cancel);
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "*");
        foreach (var name in new[] { "Priority Queue Escalation Stream", "Another name" })
            using (var replaced = await client.PutAsync(created.Headers.Location, Json(Mission.Replace("Priority Queue Escalation Stream", name, StringComparison.Ordinal)), Cancel))
                Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        using var deleted = await client.DeleteAsync(created.Headers.Location, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        var audit = await client.GetFromJsonAsync<JsonElement>("/api/v2/audit", Cancel);

        var target = "eventstream:" + created.Headers.Location!.OriginalString.Split('/')[^1];
        Assert.Equal(
            ["eventstream.deleted", "eventstream.replaced", "eventstream.created"],
            audit.GetProperty("entities").EnumerateArray().Where(e => e.GetProperty("target").GetString() == target)
                .Select(e => e.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task Serve_WhenAQueueCrossesItsLine_KeepsTheAlertAndLetsItBeTaken()
    {
        await using var server = await StartAsync();
        using var client = await AdministratorAsync(server);
        using var created = await client.PostAsync(
            "/api/v2/eventstreams", Json("""{"name":"w","entityType":"queue","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":0}}"""), Cancel);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var now = Engine.Instant.From(TimeProvider.System.GetUtcNow());
        using var sent = await client.PostAsync("/api/v2/observations", Json("""
            {"source":"acd-1","observations":[{"queueId":"q1","mediaType":"voice","observedAt":"NOW","metrics":{"waitingCount":3}}]}
            """.Replace("NOW", now.ToString(), StringComparison.Ordinal)), Cancel);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        // What is asked later is answered when what was sent before is committed.
        using var settled = await client.PostAsync("/api/v2/eventstreams", Json(Mission), Cancel);
        Assert.Equal(HttpStatusCode.Created, settled.StatusCode);

        using var taken = await client.PostAsync("/api/v2/alerts/A1/acknowledgement", null, Cancel);
        var list = await client.GetFromJsonAsync<JsonElement>("/api/v2/alerts?state=ACKNOWLEDGED", Cancel);

        Assert.Equal((HttpStatusCode.OK, 1), (taken.StatusCode, list.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task Serve_WhenStartedAgain_KnowsItsStreamsAndPrintsNoCode()
    {
        await using (var first = await StartAsync())
        {
            using var client = await AdministratorAsync(first);
            using var created = await client.PostAsync("/api/v2/eventstreams", Json(Mission), Cancel);
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        }

        await using var again = await StartAsync();

        Assert.Null(again.FirstSignInCode);
    }

    [Fact]
    public async Task Observations_WhenSomeAreWrong_TakesTheOthersAndNamesEachMistake()
    {
        await using var server = await StartAsync();
        using var client = await AdministratorAsync(server);
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        var sent = """
            {"source":"acd-1","observations":[
              {"queueId":"q1","mediaType":"voice","observedAt":"NOW","metrics":{"waitingCount":3,"oldestWaitingSince":"NOW"}},
              {"queueId":"q2","mediaType":"voice","observedAt":"NOW","metrics":{"waitTimeSeconds":12,"nonsense":1,"waitingCount":-1}},
              {"mediaType":"voice","observedAt":"1999-01-01T00:00:00Z","metrics":{"waitingCount":1}},
              7]}
            """.Replace("NOW", now, StringComparison.Ordinal);

        using var answer = await client.PostAsync("/api/v2/observations", Json(sent), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(1, body.RootElement.GetProperty("accepted").GetInt32());
        Assert.Equal(
            [
                (1, "observation.metric.duration"), (1, "observation.metric.unknown"), (1, "observation.metric.value"),
                (2, "observation.field.missing"), (2, "observation.clock"), (3, "observation.type"),
            ],
            body.RootElement.GetProperty("errors").EnumerateArray()
                .Select(e => (e.GetProperty("index").GetInt32(), e.GetProperty("errorCode").GetString())));
    }

    [Theory]
    [InlineData("""{"source":"a","observations":[]}""", HttpStatusCode.OK)]
    [InlineData("""{"observations":7}""", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task Observations_WhenTheBodyIsAnything_IsTakenOrRefused(string body, HttpStatusCode status)
    {
        await using var server = await StartAsync();
        using var client = await AdministratorAsync(server);
        using var answer = await client.PostAsync("/api/v2/observations", Json(body), Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Observations_WhenTheTokenIsMissingWrongOrInsufficient_AreRefused()
    {
        await using var server = await StartAsync();
        using var stranger = new HttpClient { BaseAddress = new Uri(server.Address) };
        using var unsigned = await stranger.PostAsync("/api/v2/observations", Json("{}"), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "garbage");
        using var wrong = await stranger.PostAsync("/api/v2/observations", Json("{}"), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);

        using var administrator = await AdministratorAsync(server);
        using var made = await administrator.PostAsync(
            "/api/v2/apikeys", Json("""{"name":"reader","permissions":["eventStreams:stream:view"]}"""), Cancel);
        using var key = JsonDocument.Parse(await made.Content.ReadAsStringAsync(Cancel));
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", key.RootElement.GetProperty("key").GetString());
        using var insufficient = await stranger.PostAsync("/api/v2/observations", Json("{}"), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, insufficient.StatusCode);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<HttpClient> AdministratorAsync(OrganizationServer server)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        using var answer = await client.PostAsync("/oauth/token", new FormUrlEncodedContent(
            [new("grant_type", "urn:redline:grant-type:sign-in-code"), new("code", server.FirstSignInCode)]), Cancel);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.GetProperty("access_token").GetString());
        return client;
    }

    private Task<OrganizationServer> StartAsync() => OrganizationServer.StartAsync(
        new RedlineOptions { Server = new() { Port = 0, DataDirectory = _directory.Root } }, TimeProvider.System, NullLoggerProvider.Instance);
}
