using Redline.GenesysCloud;
using Redline.Server.Effects;

namespace Redline.Server.Tests.Effects;

/// <summary>What flows launch is asked of the emulated platform.</summary>
public sealed class WorkflowCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_WhenThePlatformAnswers_TellsWorkflowsFromOthers()
    {
        await using var platform = await EmulatedWorkflows.StartAsync();
        var check = new WorkflowCheck();
        var (workflow, other) = (await platform.IdOfAsync("Queue escalation"), await platform.IdOfAsync("Main menu"));
        Assert.Equal(WorkflowFinding.Unasked, (await check.FindAsync([workflow], Cancel))[workflow]);

        check.Connect(new Dictionary<string, GenesysConnector> { ["main"] = platform.Connector });
        var gone = Guid.NewGuid().ToString();
        var found = await check.FindAsync([workflow, other, gone, $"main/{workflow}", $"elsewhere/{workflow}", workflow], Cancel);

        Assert.Equal(
            [(workflow, WorkflowFinding.Workflow), (other, WorkflowFinding.OtherKind), (gone, WorkflowFinding.Unknown), ($"main/{workflow}", WorkflowFinding.Workflow), ($"elsewhere/{workflow}", WorkflowFinding.Unasked)],
            found.Select(f => (f.Key, f.Value)));
    }

    [Fact]
    public async Task Find_WhenThePlatformIsNotThere_SaysThatItCouldNotBeAsked()
    {
        await using var platform = await EmulatedWorkflows.StartAsync();
        var check = new WorkflowCheck();
        check.Connect(new Dictionary<string, GenesysConnector> { ["main"] = platform.ConnectorTo(platform.Address, "wrong") });
        Assert.Equal([WorkflowFinding.Unasked], (await check.FindAsync(["flow"], Cancel)).Values);
    }
}
