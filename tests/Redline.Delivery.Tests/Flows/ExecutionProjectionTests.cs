using Redline.Delivery.Flows;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Flows;

namespace Redline.Delivery.Tests.Flows;

public sealed class ExecutionProjectionTests
{
    private static readonly Instant At = new(1_772_445_600_000);

    private readonly ExecutionProjection _projection = new();

    [Fact]
    public void Project_WhenAnExecutionFails_IsFoundAmongAllThatEndedAndAllThatFailed()
    {
        Assert.Equal(["executions 1", "executions-failed 1", "executions-failed-of/crowd 1", "executions-of/crowd 1"], Kept(Run(1, ExecutionState.Failed)));
        Assert.Equal(["executions 2", "executions-of/crowd 2"], Kept(Run(2, ExecutionState.Completed)));
    }

    [Fact]
    public void Project_WhenAsManyAreKeptAsMayBe_ForgetsTheOldestEverywhere()
    {
        Run(1, ExecutionState.Failed);
        var records = Run(1 + ExecutionProjection.MaxKept, ExecutionState.Completed);
        Assert.Equal(
            ["executions 1", "executions-failed 1", "executions-failed-of/crowd 1", "executions-of/crowd 1"],
            records.Where(r => r.Body.IsEmpty).Select(Spelled).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["executions 20001", "executions-of/crowd 20001"], Kept(records));
    }

    private List<RecordWrite> Run(long number, ExecutionState state)
    {
        var records = new List<RecordWrite>();
        var trigger = new FlowTrigger(null, "billing", "Billing", "voice", null, null, null, 300, At, At, new Dictionary<string, double>(), 3, "ana");
        _projection.Project(new ExecutionStarted(At, At, number, "crowd", 1, trigger, new Dictionary<string, FlowValue>()), records);
        Assert.Empty(records);
        _projection.Project(new ExecutionFinished(At, At, number, state), records);
        return records;
    }

    private static IEnumerable<string> Kept(IEnumerable<RecordWrite> records) =>
        records.Where(r => !r.Body.IsEmpty).Select(Spelled).Order(StringComparer.Ordinal);

    private static string Spelled(RecordWrite record) => $"{record.Collection} {record.Key}";
}
