using Redline.Server.Commands;
using Redline.Server.Genesys;
using Redline.Server.Tests.Commands;

namespace Redline.Server.Tests.Genesys;

/// <summary>Connected to a platform on loopback: sockets and time are real here.</summary>
public sealed class ConnectedServerTests : IDisposable
{
    private const string Streams = $$$"""
        [{"id":"waits","name":"Waits","entityType":"queue","filterExpression":{"operator":"AND","operands":[
          {"field":"queueId","operator":"IN","value":["{{{LoopbackPlatform.QueueId}}}"]},{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]} }]
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serve_WhenAQueueCrossesItsLine_Triggers_AndRecoversFromEveryLoss()
    {
        await using var platform = await LoopbackPlatform.StartAsync();
        var options = new GenesysOptions { LoginAddress = platform.Address, ApiAddress = platform.Address, ClientId = "c", ClientSecret = "sesame" };
        Assert.Empty(options.Validate());
        await using var server = await ConnectedLoop.StartAsync(_directory.File("redline.db"), options);
        await server.DefineAsync(Streams);
        await platform.SubscribedAsync();

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await platform.SendWaitingAsync(2, now - 400_000);
        await server.UntilAsync(v => v.OpenAlerts.Count == 1 && v.Queues.Any(q => q.OldestWaitingSince?.Milliseconds == now - 400_000));

        // What changed while no socket was open comes by the snapshot.
        platform.Waiting = (0, null);
        platform.RevokeTokens();
        platform.DropSockets();
        await platform.SubscribedAsync();
        await server.UntilAsync(v => v.Queues.Any(q => q.NoneWaits));
        Assert.Equal(1, platform.TokensGiven);
    }

    [Fact]
    public async Task Doctor_WhenThereAreNoTopics_SaysSoAndFails()
    {
        await using var platform = await LoopbackPlatform.StartAsync();
        var file = _directory.Write("redline.yaml", $"genesys: {{main: {{loginAddress: '{platform.Address}', apiAddress: '{platform.Address}', clientId: c, clientSecret: sesame}}}}");
        var streams = _directory.Write("streams.json", Streams.Replace(LoopbackPlatform.QueueId, "q-gone", StringComparison.Ordinal));
        var run = await CommandRun.OfAsync("doctor", "--config", file, "--streams", streams, "--json");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(f => f.GetProperty("check").GetString()!, f => f.GetProperty("severity").GetString());
        Assert.Equal("OK", findings["credentials"]);
        Assert.Equal("OK", findings["socket"]);
        Assert.Equal("ERROR", findings["queues.missing"]);
        Assert.DoesNotContain("sesame", run.Output + run.Error);
    }

    [Fact]
    public async Task Doctor_WhenNothingIsConfigured_SaysWhatToWrite()
    {
        var run = await CommandRun.OfAsync("doctor", "--data", _directory.File("none"));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("clientSecretFile", run.Error);
    }
}
