using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Effects;
using Redline.GenesysCloud;
using Redline.Server.Effects;

namespace Redline.Server.Tests.Effects;

public sealed class ArchitectTargetTests
{
    [Fact]
    public async Task Launch_OfAWorkflow_RunsOnThePlatformWithItsInput()
    {
        await using var platform = await EmulatedWorkflows.StartAsync();
        var flowId = await platform.IdOfAsync("Queue escalation");
        var ended = await RunAsync(new() { ["main"] = platform.Connector }, flowId, """{"queue":"Billing","waiting":7}""");

        Assert.Equal((EffectOutcome.Ok, null), (ended.Outcome, ended.Code));
        var execution = await platform.GetAsync($"api/v2/flows/executions/{ended.Data["execution"].Text}");
        Assert.Equal("Redline j/1/node4/1", execution.GetProperty("name").GetString());
        Assert.Equal(("Billing", 7), (execution.GetProperty("inputData").GetProperty("queue").GetString(), execution.GetProperty("inputData").GetProperty("waiting").GetInt32()));
    }

    [Fact]
    public async Task Launch_OfWhatIsNoWorkflowOrNotThere_IsRefusedOnceAndForAll()
    {
        await using var platform = await EmulatedWorkflows.StartAsync();
        var menu = await platform.IdOfAsync("Main menu");
        foreach (var (flowId, status) in new[] { (menu, 400), ("11111111-2222-3333-4444-555555555555", 404) })
        {
            var ended = await RunAsync(new() { ["main"] = platform.Connector }, flowId, "{}");
            Assert.Equal(EffectCodes.Status, ended.Code);
            Assert.Equal(status, Assert.Single(ended.Attempts).Status);
        }

        Assert.False((await platform.Connector.FindFlowAsync(menu, TestContext.Current.CancellationToken)).Flow!.IsWorkflow);
        Assert.True((await platform.Connector.FindFlowAsync(await platform.IdOfAsync("Queue escalation"), TestContext.Current.CancellationToken)).Flow!.IsWorkflow);
    }

    [Fact]
    public async Task Launch_WhereThePlatformCannotBeReached_IsTriedAgainBecauseItWasNeverSent()
    {
        await using var platform = await EmulatedWorkflows.StartAsync();
        await using var connector = platform.ConnectorTo("http://127.0.0.1:1/", "any");
        var ended = await RunAsync(new() { ["main"] = connector }, "flow", "{}", attempts: 2);
        Assert.Equal([EffectCodes.Connect, EffectCodes.Connect], ended.Attempts.Select(a => a.Error));
    }

    [Fact]
    public async Task Launch_WithASecretThatIsRefused_TellsNoSecret()
    {
        await using var platform = await EmulatedWorkflows.StartAsync();
        await using var connector = platform.ConnectorTo(platform.Address, "a-secret-that-is-wrong");
        var ended = await RunAsync(new() { ["main"] = connector }, "flow", "{}");
        Assert.Equal(EffectOutcome.Failed, ended.Outcome);
        Assert.DoesNotContain("a-secret-that-is-wrong", string.Join('\n', ended.Attempts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_WhereNoneOrSeveralAreConnected_SaysWhatIsMissing()
    {
        await using var platform = await EmulatedWorkflows.StartAsync();
        var none = await RunAsync([], "flow", "{}");
        var several = await RunAsync(new() { ["de"] = platform.Connector, ["us"] = platform.Connector }, "flow", "{}");
        Assert.Equal((EffectCodes.NoTarget, EffectCodes.NoTarget), (none.Code, several.Code));
        Assert.Contains("connected are de, us", several.Attempts[0].Detail, StringComparison.Ordinal);
        var named = await RunAsync(new() { ["de"] = platform.Connector, ["us"] = platform.Connector }, "us/" + await platform.IdOfAsync("Queue escalation"), "{}");
        Assert.Equal(EffectOutcome.Ok, named.Outcome);
    }

    private static async Task<EffectConclusion> RunAsync(Dictionary<string, GenesysConnector> connectors, string flowId, string input, int attempts = 3)
    {
        var ended = Channel.CreateUnbounded<EffectConclusion>();
        await using var runner = new EffectRunner(
            new(), new() { Architect = new ArchitectTarget(connectors) }, c => ended.Writer.WriteAsync(c), TimeProvider.System, NullLogger<EffectRunner>.Instance);
        runner.Submit(new("default", "j/1/node4/1", 3, 1, EffectKind.ArchitectFlow, new("POST", flowId)
        {
            Body = input,
            Retry = new() { Attempts = attempts, Delay = TimeSpan.FromMilliseconds(10) },
            Answer = new Dictionary<string, string> { ["execution"] = "$.id" },
        }));
        return await ended.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTime();
    }
}
