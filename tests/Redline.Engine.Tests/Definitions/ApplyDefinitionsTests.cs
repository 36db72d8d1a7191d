using Redline.Engine.Flows;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Flows;
using Redline.Engine.Tests.Laws;
using Redline.Engine.Tests.Streams;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Definitions;

public sealed class ApplyDefinitionsTests
{
    private static readonly StreamDefinition Slow = SomeStream.Read("\"queueId in set(\\\"billing\\\") and waitTimeSeconds > param(limit)\"") with { Id = "slow" };

    private readonly JournaledEngine _engine = new();
    private Instant _now = Story.Beginning;

    [Fact]
    public void Apply_OfAStreamWithWhatItNames_IsOneBatchInAnyOrder()
    {
        var events = Apply(new DefineStream(Slow), Limit(60), Billing("q1"));
        Assert.Equal(["ParameterDefined", "QueueSetDefined", "StreamDefined"], events.Select(e => e.GetType().Name));
        Assert.Empty(Apply(new DefineStream(Slow), Limit(60), Billing("q1")));

        // Deleted together they go as they came, who names first.
        Assert.Equal(
            ["StreamDeleted", "QueueSetDeleted", "ParameterDeleted"],
            Apply(new DeleteQueueSet("billing"), new DeleteStream("slow"), new DeleteParameter("limit")).Select(e => e.GetType().Name));
    }

    [Fact]
    public void Apply_WhenOneOfThemDoesNotFit_ChangesNothingAndNamesEveryMistake()
    {
        Apply(new DefineStream(Slow), Limit(60), Billing("q1"));
        var refused = Assert.Throws<EngineDefinitionException>(() => Apply(
            new DefineStream(Slow with { Id = "other" }), new DeleteQueueSet("billing"), new DeleteParameter("limit"), new DeleteParameter("limit")));
        Assert.Equal(
            [("parameter", "definition.twice"), ("stream", "filter.queueSet.unknown"), ("stream", "filter.parameter.unknown"), ("queueSet", "queueSet.in.use"), ("parameter", "parameter.in.use"), ("parameter", "parameter.in.use")],
            refused.Refusals.Select(r => (r.Kind, r.Error.Code)));
        Assert.Throws<EngineConflictException>(() => Apply(Limit(5), new DefineStream(Slow with { Name = "x" }, ExpectedVersion: 7)));
        Assert.Equal((60, "s"), (_engine.Engine.Durable.References.Parameters["limit"].Definition.DefaultValue, _engine.Engine.Durable.Streams["slow"].Definition.Name));
    }

    [Fact]
    public void Apply_WhenStreamAndSetChange_DecidesEachAlertOnce()
    {
        Apply(new DefineStream(Slow), Limit(60), Billing("q1", "q2"));
        _engine.Run(_now, pass =>
        {
            Observe(pass, "q1");
            Observe(pass, "q2");
        });
        Assert.Equal(2, _engine.Engine.Durable.OpenAlerts.Count());
        _now = _now.Plus(1_000);
        var events = Apply(new DefineStream(Slow with { Name = "renamed" }), Limit(10), Billing("q2"));
        Assert.Equal("q1", Assert.Single(events.OfType<AlertResolved>()).Fingerprint.QueueId);
        Assert.Empty(events.OfType<AlertTriggered>());
        Assert.Equal(["q2"], _engine.Engine.Durable.OpenAlerts.Select(a => a.Fingerprint.QueueId));
    }

    [Fact]
    public void Apply_OfAStreamWithItsFlow_IsOneBatchAndTheFlowOutlivesIt()
    {
        var stream = SomeStream.Read("\"waitTimeSeconds > 60\"") with { Id = "calls", Flow = "f" };
        var events = Apply(new DefineStream(stream), new DefineFlow(Flow("waitTimeSeconds > 60"), ExpectedVersion: 0));
        Assert.Equal(["FlowDefined", "StreamDefined"], events.Select(e => e.GetType().Name));
        Assert.Empty(Apply(new DefineStream(stream), new DefineFlow(Flow("waitTimeSeconds > 60"), ExpectedVersion: 1)));
        Assert.Equal(2, Assert.IsType<FlowDefined>(Assert.Single(Apply(new DefineFlow(Flow("waitTimeSeconds > 50"))))).Version);

        // While a stream starts it, it stays: one that is there, one that comes with the change, or one that is changed to it.
        var refused = Assert.Throws<EngineDefinitionException>(() => Apply(new DeleteFlow("f")));
        Assert.Equal(("flow", "flow.in.use", "The streams calls start this flow; change them first."), (refused.Refusals.Single().Kind, refused.Code, refused.Message));
        Assert.Throws<EngineDefinitionException>(() => Apply(new DeleteStream("calls"), new DeleteFlow("f"), new DefineStream(stream with { Id = "other" })));
        Assert.Throws<EngineConflictException>(() => Apply(new DeleteStream("calls"), new DeleteFlow("f", ExpectedVersion: 1)));
        Assert.Equal(["StreamDefined", "FlowDeleted"], Apply(new DeleteFlow("f"), new DefineStream(stream with { Flow = null })).Select(e => e.GetType().Name));
    }

    [Fact]
    public void Preview_OfFlowsAndStreams_HasBothAsTheyWouldBe()
    {
        Apply(new DefineFlow(Flow("waitTimeSeconds > 60")), new DefineStream(SomeStream.Read("\"waitTimeSeconds > 60\"") with { Id = "calls" }));
        var preview = _engine.Engine.Preview(new([new DeleteStream("calls"), new DefineFlow(Flow("waitTimeSeconds > 60") with { Name = "g" }), new DefineStream(Slow with { Flow = "g" }), Limit(1), Billing("q")]), _now);
        Assert.Equal(["slow"], preview.Streams.Select(s => s.Id));
        Assert.Equal(["f", "g"], preview.Flows.Keys);
    }

    [Fact]
    public void Decide_WhenABoundIsReached_IsRefused()
    {
        var pass = new EnginePass(new AlertEngine(new DurableState(), EngineLimits.Default with { MaxQueueSets = 1, MaxParameters = 1, MaxFlows = 1 }));
        pass.Begin(_now);
        pass.Decide(Billing("q1"));
        pass.Decide(Limit(1));
        Assert.Equal("queueSet.limit", Assert.Throws<EngineLimitException>(() => pass.Decide(new DefineQueueSet(new("b", "B", null, ["q"], null, null)))).Code);
        Assert.Equal("parameter.limit", Assert.Throws<EngineLimitException>(() => pass.Decide(new DefineParameter(new("b", null, 1, false, new Dictionary<string, double>())))).Code);
        pass.Decide(Billing("q2"));
        pass.Decide(new DefineFlow(Flow("waitingCount > 1")));
        Assert.Equal("flow.limit", Assert.Throws<EngineLimitException>(() => pass.Decide(new DefineFlow(Flow("waitingCount > 1") with { Name = "g" }))).Code);
        pass.Decide(new ApplyDefinitions([new DeleteFlow("f"), new DefineFlow(Flow("waitingCount > 1") with { Name = "g" })]));
    }

    private static DefineQueueSet Billing(params string[] ids) => new(new("billing", "Billing", null, ids, null, null));

    private static FlowDefinition Flow(string expression) => SomeFlow.Asking($"\"{expression}\"");

    private static DefineParameter Limit(double value) => new(new("limit", null, value, false, new Dictionary<string, double>()));

    private static void Observe(EnginePass pass, string queueId)
    {
        var observation = new Observation { SourceId = "acd", QueueId = queueId, MediaType = MediaTypes.Voice, ObservedAt = pass.Now };
        observation.Set(Metric.WaitingCount, 1);
        observation.SetSince(Metric.WaitTimeSeconds, pass.Now.Plus(-100_000));
        pass.Observe(observation);
    }

    private IReadOnlyList<EngineEvent> Apply(params EngineInput[] changes) => _engine.Run(_now, pass => pass.Decide(new ApplyDefinitions(changes)));
}
