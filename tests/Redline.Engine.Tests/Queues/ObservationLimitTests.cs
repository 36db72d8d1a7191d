using Redline.Engine.Queues;
using Redline.Engine.Tests.Laws;

namespace Redline.Engine.Tests.Queues;

public sealed class ObservationLimitTests
{
    public static TheoryData<long> Absurd() => new(long.MinValue, long.MinValue + 1, 0, long.MaxValue - 1, long.MaxValue);

    [Theory]
    [MemberData(nameof(Absurd))]
    public void Observe_WhenTheInstantIsAbsurd_IsRefused(long milliseconds)
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default);
        Assert.Equal(ObserveOutcome.ClockRefused, engine.Observe(Some("q1", new Instant(milliseconds)), Story.Beginning));
        Assert.Empty(engine.Queues);
    }

    [Theory]
    [InlineData(-60_000, ObserveOutcome.Changed)]
    [InlineData(-60_001, ObserveOutcome.ClockRefused)]
    [InlineData(60_000, ObserveOutcome.Changed)]
    [InlineData(60_001, ObserveOutcome.ClockRefused)]
    public void Observe_WhenTheInstantIsAtTheLimit_IsTakenAndBeyondItRefused(long milliseconds, ObserveOutcome outcome)
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default);
        Assert.Equal(outcome, engine.Observe(Some("q1", Story.Beginning.Plus(milliseconds)), Story.Beginning));
    }

    [Fact]
    public void Observe_WhenThereAreTooManyQueuesOrMediaTypes_RefusesOneMoreAndKeepsTheRest()
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default with { MaxQueues = 2, MaxMediaTypesPerQueue = 1 });
        Assert.Equal(ObserveOutcome.Changed, engine.Observe(Some("q1", Story.Beginning), Story.Beginning));
        Assert.Equal(ObserveOutcome.Changed, engine.Observe(Some("q2", Story.Beginning), Story.Beginning));
        Assert.Equal(ObserveOutcome.LimitReached, engine.Observe(Some("q3", Story.Beginning), Story.Beginning));
        Assert.Equal(ObserveOutcome.LimitReached, engine.Observe(Some("q1", Story.Beginning, "chat"), Story.Beginning));
        Assert.Equal(["q1/voice", "q2/voice"], engine.Queues.Select(q => $"{q.QueueId}/{q.MediaType}").Order());
    }

    [Fact]
    public void Decide_WhenThereAreTooManyStreams_RefusesOneMoreAndGoesOn()
    {
        var pass = new EnginePass(new AlertEngine(new DurableState(), EngineLimits.Default with { MaxStreams = 1 }));
        pass.Begin(Story.Beginning);
        var first = Streams.StreamDefinitionReaderTests.Read("""{"id":"a","name":"a","entityType":"queue","filterExpression":§}""");
        pass.Decide(new DefineStream(first));
        var refused = Assert.Throws<EngineLimitException>(() => pass.Decide(new DefineStream(first with { Id = "b" })));
        Assert.Equal("stream.limit", refused.Code);
        pass.Decide(new DefineStream(first with { Name = "changed" }));
        Assert.Equal(2, pass.End().Count);
    }

    private static Observation Some(string queue, Instant observedAt, string media = "voice")
    {
        var observation = new Observation { SourceId = "acd", QueueId = queue, MediaType = media, ObservedAt = observedAt };
        observation.Set(Metric.WaitingCount, 1);
        return observation;
    }
}
