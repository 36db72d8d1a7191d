using System.Net;
using System.Text.Json;

namespace Redline.Server.Tests.Sources;

/// <summary>Sources as they are told: seen, not seen, with a wrong clock.</summary>
public sealed class SourceEndpointTests
{
    private const string Stream = """
        {"name":"w","entityType":"queue","staleAfterSeconds":600,"filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":0}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_WhenHeardOf_AreLive()
    {
        await using var organization = await ObservedAsync();
        var source = Assert.Single(await SourcesAsync(organization, s => s.Count == 1));
        Assert.Equal(("acd-1", "LIVE", 1), (source.Id, source.State, source.Queues));
        Assert.Empty(source.Causes);
    }

    [Fact]
    public async Task Sources_WhenSilentForTooLong_AreBlindUntilTheirQueuesAreConfirmed()
    {
        await using var organization = await ObservedAsync();
        await organization.Time.WaitForTimersAsync(1, Cancel);
        organization.Time.Advance(TimeSpan.FromSeconds(601));
        Assert.Equal(["SILENCE"], Assert.Single(await SourcesAsync(organization, s => s is [{ State: "BLIND" }])).Causes);
        await SendAsync(organization, Now(organization));
        Assert.Empty(Assert.Single(await SourcesAsync(organization, s => s is [{ State: "LIVE" }])).Causes);
    }

    [Fact]
    public async Task Sources_WhenTheirClockIsOff_AreToldSoAndBlind()
    {
        await using var organization = await ObservedAsync();
        var refused = await SendAsync(organization, Now(organization).AddMinutes(-10));
        Assert.Equal((0, "observation.clock"), (refused.GetProperty("accepted").GetInt32(), refused.GetProperty("errors")[0].GetProperty("errorCode").GetString()));
        Assert.Equal(["CLOCK"], Assert.Single(await SourcesAsync(organization, s => s is [{ State: "BLIND" }])).Causes);
        Assert.Equal(1, (await SendAsync(organization, Now(organization))).GetProperty("accepted").GetInt32());
        await SourcesAsync(organization, s => s is [{ State: "LIVE" }]);
    }

    private static DateTimeOffset Now(ServedOrganization organization) => organization.Time.GetUtcNow();

    private static async Task<ServedOrganization> ObservedAsync()
    {
        var organization = await ServedOrganization.StartAsync();
        Assert.Equal(HttpStatusCode.Created, (await organization.AskAsync("POST", "/api/v2/eventstreams", organization.Administrator, Stream)).Status);
        await SendAsync(organization, Now(organization));
        return organization;
    }

    private static async Task<JsonElement> SendAsync(ServedOrganization organization, DateTimeOffset at)
    {
        var answer = await organization.AskAsync("POST", "/api/v2/observations", organization.Administrator, $$$"""
            {"source":"acd-1","observations":[{"queueId":"q1","mediaType":"voice","observedAt":"{{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}}","metrics":{"waitingCount":0}}]}
            """);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }

    // What is shown of queues is published every two seconds of the test's time.
    private static async Task<List<(string Id, string State, int Queues, string[] Causes)>> SourcesAsync(
        ServedOrganization organization, Func<List<(string Id, string State, int Queues, string[] Causes)>, bool> until)
    {
        while (true)
        {
            Cancel.ThrowIfCancellationRequested();
            var answer = await organization.AskAsync("GET", "/api/v2/sources", organization.Administrator);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            var sources = answer.Json.GetProperty("entities").EnumerateArray().Select(s => (
                s.GetProperty("id").GetString()!, s.GetProperty("state").GetString()!, s.GetProperty("queueCount").GetInt32(),
                s.GetProperty("causes").EnumerateArray().Select(c => c.GetProperty("cause").GetString()!).ToArray())).ToList();
            if (until(sources)) return sources;
            await organization.Time.WaitForTimersAsync(1, Cancel);
            organization.Time.Advance(TimeSpan.FromSeconds(2));
        }
    }
}
