using Redline.Engine.Flows;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;

namespace Redline.Engine.Tests.Flows;

public sealed class FlowDryRunTests
{
    private static readonly FlowDefinition Crm = SomeFlow.Read("""
        {"name":"crm","nodes":[
         {"id":"call","type":"httpRequest","method":"POST","url":"https://crm.example.com/q/{{queueName}}","body":{"wait":"{{waitTimeSeconds}}","text":"w {{waitTimeSeconds}}","idle":"{{agentsIdle}}","list":["{{agentsIdle}}","{{threshold}}"]},
          "answer":{"tier":"$.tier"},"next":{"ok":"ask","failed":"pause"}},
         {"id":"ask","type":"decision","expression":"data.tier = 'gold'","next":{"yes":"pause","no":"end"}},
         {"id":"pause","type":"wait","seconds":60,"until":"acknowledged","next":{"elapsed":"who","acknowledged":"end"}},
         {"id":"who","type":"presence","person":"ana","next":{"online":"end","offline":"tell"}},
         {"id":"tell","type":"notify","title":"{{queueName}}","text":"{{person.id}} is {{person.onlineState}}, {{data.tier}}","next":{"done":"end"}}]}
        """);

    [Fact]
    public void Run_WhenOutcomesAreChosen_TellsEachStepAndWhatItWouldDo()
    {
        var trigger = SomeFlow.Trigger(("waitTimeSeconds", 301.26)) with { QueueName = "Bills & more" };
        var run = SomeFlow.Walk(
            Crm, trigger, new() { ["who"] = "away" }, new() { ["call"] = new Dictionary<string, FlowValue> { ["tier"] = new(null, "gold") } });

        Assert.Equal(["call ok", "ask yes", "pause elapsed", "who away", "tell done"], run.Steps.Select(s => $"{s.Node} {s.Outcome}"));
        Assert.Equal("https://crm.example.com/q/Bills%20%26%20more", run.Steps[0].Effect!.Url);
        Assert.Equal("""{"wait":301.26,"text":"w 301.3","list":[null,300]}""", run.Steps[0].Effect!.Body);
        Assert.Equal(("Bills & more", "ana is AWAY, gold"), (run.Steps[4].Effect!.Title, run.Steps[4].Effect!.Text));
        Assert.Equal((ExecutionState.Completed, SomeFlow.Now.Plus(60_000)), (run.State, run.FinishedAt));
    }

    [Fact]
    public void Run_WhenTheRequestFails_TakesTheFailureEdge()
    {
        var run = SomeFlow.Walk(Crm, SomeFlow.Trigger(), new() { ["call"] = "failed", ["pause"] = "acknowledged" });
        Assert.Equal(["call failed", "pause acknowledged"], run.Steps.Select(s => $"{s.Node} {s.Outcome}"));
        Assert.Equal("w unknown", System.Text.Json.JsonDocument.Parse(run.Steps[0].Effect!.Body!).RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void Run_WhenAFlowNeverEnds_EndsAtTheBound()
    {
        var endless = SomeFlow.Read("""{"name":"f","nodes":[{"id":"pause","type":"wait","seconds":1,"next":{"elapsed":"pause"}}]}""");
        var run = SomeFlow.Walk(endless, SomeFlow.Trigger());
        Assert.Equal((ExecutionState.Failed, "execution.steps", FlowLimits.Steps), (run.State, run.Reason, run.Steps.Count));
    }

    [Fact]
    public void Run_WhenAnswersBringMoreThanMayBeKept_CutsThem()
    {
        var brought = Enumerable.Range(0, 100).ToDictionary(i => $"d{i:000}", _ => new FlowValue(null, new string('x', 5_000)));
        var run = SomeFlow.Walk(Crm, SomeFlow.Trigger(), answers: new() { ["call"] = brought });
        Assert.Equal(FlowLimits.Data, run.Data.Count);
        Assert.All(run.Data.Values, v => Assert.Equal(FlowLimits.DataLength, v.Text!.Length));
    }

    [Theory]
    [InlineData("GREATER_THAN_OR_EQUAL", 300, "waitTimeSeconds > threshold", true)]
    [InlineData("GREATER_THAN", 300, "waitTimeSeconds > threshold", false)]
    [InlineData("GREATER_THAN", 300, "waitTimeSeconds > 400", true)]
    [InlineData("GREATER_THAN", 300, "waitTimeSeconds >= threshold", false)]
    [InlineData("GREATER_THAN", 300, "waitingCount > threshold", false)]
    public void Lints_WhenTheFirstDecisionAsksForMoreThanTheStream_SaySo(string op, int limit, string expression, bool isStricter)
    {
        var filter = SomeFilter.Read($$"""{"operator":"AND","operands":[{"field":"waitTimeSeconds","operator":"{{op}}","value":{{limit}} }]}""");
        var stream = new StreamDefinition { Id = "s", Name = "s", Flow = "f", Levels = [new(Redline.Engine.Alerts.Severity.Critical, filter, null, 0)] };
        var flow = SomeFlow.Asking($"\"{expression}\"");
        Assert.Equal(isStricter, FlowLints.Of(flow, [stream]).Any(l => l.Code == "FLOW_STRICTER_THAN_STREAM"));
        Assert.Equal(isStricter, FlowLints.OfStream(stream, flow) is not null);
        Assert.Equal("FLOW_UNKNOWN", FlowLints.OfStream(stream, null)!.Code);
    }
}
