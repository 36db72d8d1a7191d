using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Tests.Observations;

/// <summary>Answers to the observation query.</summary>
public sealed class SnapshotTests
{
    private const string Answer = """
        {"systemToOrganizationMappings":{"AVAILABLE":["6a3af858"]},"results":[
         {"group":{"queueId":"Q1"},"data":[{"metric":"oOnQueueUsers","qualifier":"IDLE","stats":{"count":1}},{"metric":"oUserRoutingStatuses","qualifier":"OFF_QUEUE","stats":{"count":3}}]},
         {"group":{"queueId":"Q1","mediaType":"voice"},"data":[{"metric":"oWaiting","stats":{"count":4}},{"metric":"oLongestWaiting","stats":{"calculatedMetricValue":1795341243000}},
           {"metric":"oInteracting","stats":{"count":7},"truncated":false,"observations":[{"conversationId":"c","ani":"tel:+49"}]}]},
         {"group":{"queueId":"elsewhere","mediaType":"voice"},"data":[{"metric":"oWaiting","stats":{"count":9}}]}]}
        """;

    private readonly ReadEvents _events = new();

    private static Instant Now => ReadEvents.Now;

    [Fact]
    public void Read_TakesEveryGroupOfTheQueuesThatAreKnown()
    {
        var observations = _events.Snapshot(Answer, Now)!;
        Assert.Equal([null, "voice"], observations.Select(o => o.MediaType));
        Assert.Equal((1.0, 1.0), (observations[0].Stored(Metric.AgentsOnQueue), observations[0].Stored(Metric.AgentsIdle)));
        Assert.Equal(4, observations[1].Stored(Metric.WaitingCount));
        Assert.Equal(1_795_341_243_000, observations[1].Stored(Metric.WaitTimeSeconds));
        Assert.Equal(7, observations[1].Stored(Metric.InteractingCount));
    }

    [Fact]
    public void Read_WhenAQueueOrMediaTypeIsMissing_ItHasNobody()
    {
        _events.Message("""{"topicName":"v2.analytics.queues.q1.activity","eventBody":{"results":[{"mediaType":"chat","data":[{"metric":"oWaiting","count":2}]}]}}""");
        _events.Observations("""{"queueId":"q1"}""", "", """{"metric":"oOnQueueUsers","qualifier":"IDLE","stats":{"count":3}}""");
        var observations = _events.Snapshot("""{"results":[]}""", Now.Plus(1_000))!.ToDictionary(o => o.MediaType ?? "whole");
        Assert.Equal(["chat", "voice", "whole"], observations.Keys.Order());
        Assert.Equal(0, observations["chat"].Stored(Metric.WaitingCount));
        Assert.Equal(Metrics.None, observations["chat"].Stored(Metric.WaitTimeSeconds));
        Assert.Equal(0, observations["voice"].Stored(Metric.WaitingCount));
        Assert.Equal(0, observations["whole"].Stored(Metric.AgentsOnQueue));
    }

    [Fact]
    public void Read_WhenASocketToldSinceItWasAskedFor_TheSocketIsRight()
    {
        _events.Activity("""{"metric":"oWaiting","count":0}""", Now.Plus(200));
        var voice = _events.Snapshot(Answer, askedAt: Now.Plus(100), now: Now.Plus(300))!.Single(o => o.MediaType == "voice");
        Assert.Equal(0u, voice.Mask & Metric.WaitingCount.Bit());
        Assert.True((voice.Mask & Metric.WaitTimeSeconds.Bit()) == 0 || voice.Stored(Metric.WaitTimeSeconds) == Metrics.None);
        Assert.Equal(7, voice.Stored(Metric.InteractingCount));
    }

    [Fact]
    public void Read_WhenTheSocketToldBefore_TheAnswerIsRight()
    {
        _events.Activity("""{"metric":"oWaiting","count":0}""", Now);
        var voice = _events.Snapshot(Answer, askedAt: Now.Plus(100), now: Now.Plus(300))!.Single(o => o.MediaType == "voice");
        Assert.Equal(4, voice.Stored(Metric.WaitingCount));
        Assert.Equal(1_795_341_243_000, voice.Stored(Metric.WaitTimeSeconds));
        Assert.Equal(Now.Plus(300), voice.ObservedAt);
    }

    [Fact]
    public void Read_WhenAgentsOfAQualifierAreMissing_TheyAreGone()
    {
        _events.Observations("""{"queueId":"q1"}""", "", """{"metric":"oOnQueueUsers","qualifier":"INTERACTING","stats":{"count":3}}""", Now);
        var whole = _events.Snapshot(Answer, Now.Plus(1_000))!.Single(o => o.MediaType is null);
        Assert.Equal((1.0, 0.0), (whole.Stored(Metric.AgentsOnQueue), whole.Stored(Metric.AgentsInteracting)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"results":[{"group":{"queueId":"q1"}""")]
    public void Read_WhenItIsNoAnswer_TakesNothing(string answer) => Assert.Null(_events.Snapshot(answer, Now));
}
