using System.Text;
using Redline.Engine.Alerts;
using Redline.Engine.Codecs;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;
using Redline.Engine.Tests.Laws;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Codecs;

public sealed class StateCodecTests
{
    // What the reader takes the journal and the snapshot must be able to keep.
    [Fact]
    public void Encode_WhenAStreamIsAsDeepAsItMayBe_ReadsBack()
    {
        ValueNode value = new MetricValue(Metric.WaitingCount);
        for (var i = 1; i < FilterLimits.Depth; i++) value = new ArithmeticValue(ArithmeticOperator.Add, [value, new ConstantValue(1)]);
        FilterNode filter = new CompareNode(value, ComparisonOperator.GreaterThan, new ConstantValue(1_000));
        for (var i = 1; i < FilterLimits.Depth; i++) filter = new NotNode(filter);
        Assert.Empty(SomeFilter.TryRead(FilterWriter.ToJson(filter)).Errors);

        var engine = new JournaledEngine();
        engine.Run(Story.Beginning, pass => pass.Decide(new DefineStream(Stream(filter))));
        engine.Restart();
        Assert.Equal(
            FilterWriter.ToJson(filter),
            FilterWriter.ToJson(engine.Engine.Durable.Streams["s"].Definition.Levels[0].Filter));
    }

    // JSON has no infinity: an alert whose arithmetic overflows must not be one that cannot be journaled.
    [Fact]
    public void Encode_WhenAComparisonOverflows_IsKeptAsTheGreatestNumber()
    {
        var filter = SomeFilter.Read("""
            {"expression":{"operator":"MULTIPLY","operands":[{"field":"waitingCount"},{"value":1e308}]},"operator":"GREATER_THAN",
             "value":{"operator":"MULTIPLY","operands":[{"field":"waitingCount"},{"value":-1e308}]}}
            """);
        var engine = new JournaledEngine();
        engine.Run(Story.Beginning, pass => pass.Decide(new DefineStream(Stream(filter))));
        var observation = new Observation { QueueId = "q1", MediaType = "voice", ObservedAt = Story.Beginning };
        observation.Set(Metric.WaitingCount, 10);
        var events = engine.Run(Story.Beginning, pass => pass.Observe(observation));
        var comparison = Assert.Single(Assert.Single(events.OfType<AlertTriggered>()).Evidence.Comparisons);
        Assert.Equal((double.MaxValue, -double.MaxValue), (comparison.Value, comparison.Threshold));
        engine.Restart();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"format":2,"lastAlertNumber":0,"lastDecidedAt":0,"streams":[],"fingerprints":[]}""")]
    public void Decode_WhenTheBytesAreNoStateOfThisFormat_RefusesThem(string text)
    {
        Assert.Throws<FormatException>(() => StateCodec.Decode(Encoding.UTF8.GetBytes(text)));
        Assert.Throws<FormatException>(() => StateCodec.DecodeCheckpoint(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Decode_WhenTheSnapshotIsOlderThanMessages_HasNone()
    {
        var old = """{"format":1,"lastAlertNumber":3,"lastDecidedAt":5,"streams":[],"fingerprints":[]}"""u8;

        var state = StateCodec.Decode(old);

        Assert.Equal((3, 0), (state.LastAlertNumber, state.Messages.LastNumber));
        Assert.Empty(state.Messages.Open);
        Assert.Equal(old, StateCodec.Encode(state));
    }

    [Theory]
    [InlineData("AlertMislaid", "{}")]
    [InlineData("AlertResolved", "{}")]
    [InlineData("AlertResolved", "[")]
    [InlineData("AlertResolved", """{"at":1,"decidedAt":1,"fingerprint":{"streamId":"s","queueId":"q","mediaType":null},"number":1,"reason":"Boredom"}""")]
    public void Decode_WhenTheEntryIsNotOneOfItsKind_RefusesIt(string kind, string body) =>
        Assert.Throws<FormatException>(() => EventCodec.Decode(kind, Encoding.UTF8.GetBytes(body)));

    // A snapshot written before there were acknowledgements has no word of them.
    [Fact]
    public void Decode_WhenTheAlertWasKeptWithoutAnAcknowledgement_HasNobody()
    {
        var engine = new JournaledEngine();
        var filter = SomeFilter.Read("""{"field":"waitingCount","operator":"GREATER_THAN","value":1}""");
        engine.Run(Story.Beginning, pass => pass.Decide(new DefineStream(Stream(filter))));
        var observation = new Observation { QueueId = "q1", MediaType = "voice", ObservedAt = Story.Beginning };
        observation.Set(Metric.WaitingCount, 10);
        engine.Run(Story.Beginning, pass => pass.Observe(observation));
        var now = Encoding.UTF8.GetString(StateCodec.Encode(engine.Engine.Durable));
        const string word = ",\"acknowledgement\":null";
        Assert.Contains(word, now, StringComparison.Ordinal);

        var state = StateCodec.Decode(Encoding.UTF8.GetBytes(now.Replace(word, "", StringComparison.Ordinal)));

        Assert.Null(Assert.Single(state.OpenAlerts).Acknowledgement);
        Assert.Equal(now, Encoding.UTF8.GetString(StateCodec.Encode(state)));
        Assert.NotNull(state.FindOpen(1));
    }

    [Fact]
    public void Kinds_WhenComparedWithTheEvents_AreAllOfThem() => Assert.Equal(
        typeof(EngineEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(EngineEvent)) && !t.IsAbstract).Select(t => t.Name).Order(),
        EventCodec.Kinds.Order());

    private static StreamDefinition Stream(FilterNode filter) => new()
    {
        Id = "s",
        Name = "s",
        Levels = [new(Severity.Warning, filter, null, 0)],
        SpelledAsLevels = true,
    };
}
