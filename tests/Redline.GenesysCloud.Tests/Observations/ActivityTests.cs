using Redline.Engine;
using Redline.Engine.Queues;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Tests.Observations;

/// <summary>Messages of the topic <c>.activity</c>, and the traps of its metrics.</summary>
public sealed class ActivityTests
{
    private readonly ReadEvents _events = new();

    private static Instant Now => ReadEvents.Now;

    [Fact]
    public void Read_WhenEveryMetricIsSent_TranslatesEachToItsOwnName()
    {
        var observation = Assert.Single(_events.Activity("""
            {"metric":"oWaiting","count":4},{"metric":"oInteracting","count":7},{"metric":"oAlerting","count":1},
            {"metric":"oLongestWaiting","calculatedMetricValue":1795341243000},{"metric":"oLongestInteracting","calculatedMetricValue":1795341000000}
            """));
        Assert.Equal(EventKind.QueueMetrics, _events.LastKind);
        Assert.Equal(("genesys", "q1", "Billing", "d1", "voice"), (observation.SourceId, observation.QueueId, observation.QueueName, observation.DivisionId, observation.MediaType));
        Assert.Equal(Now, observation.ObservedAt);
        Assert.Equal(4, observation.Stored(Metric.WaitingCount));
        Assert.Equal(7, observation.Stored(Metric.InteractingCount));
        Assert.Equal(1, observation.Stored(Metric.RingingCount));
        Assert.Equal(1_795_341_243_000, observation.Stored(Metric.WaitTimeSeconds));
        Assert.Equal(1_795_341_000_000, observation.Stored(Metric.LongestInteractionSeconds));
    }

    [Fact]
    public void Read_WhenSeveralMediaTypes_GivesOneObservationEachOfOneInstant()
    {
        var observations = _events.Message("""
            {"topicName":"v2.analytics.queues.q1.activity","eventBody":{"results":[{"mediaType":"voice","data":[{"metric":"oWaiting","count":1}]},
              {"mediaType":"chat","data":[{"metric":"oWaiting","count":2}]},{"mediaType":"voice","data":[{"metric":"oAlerting","count":3}]}]}}
            """);
        Assert.Equal(["voice", "chat"], observations.Select(o => o.MediaType));
        Assert.Equal(3, observations[0].Stored(Metric.RingingCount));
        Assert.Single(observations.Select(o => o.ObservedAt).Distinct());
    }

    [Fact]
    public void Read_WhenTheEnvelopeIsInAnotherOrder_ReadsTheSame()
    {
        var observation = Assert.Single(_events.Message("""
            {"metadata":{"CorrelationId":"c"},"eventBody":{"results":[{"data":[{"count":4,"metric":"oWaiting"}],"mediaType":"voice"}]},"version":"2","topicName":"v2.analytics.queues.q1.activity"}
            """));
        Assert.Equal(4, observation.Stored(Metric.WaitingCount));
    }

    [Fact]
    public void Read_WhenTheTopicComesBackInAnotherCase_KnowsTheQueue() =>
        Assert.Single(_events.Message("""{"topicName":"V2.Analytics.Queues.Q1.ACTIVITY","eventBody":{"results":[{"mediaType":"voice","data":[{"metric":"oWaiting","count":4}]}]}}"""));

    [Fact]
    public void Read_WhenMessagesArriveInOneMillisecond_StampsThemRising()
    {
        var first = Assert.Single(_events.Activity("""{"metric":"oWaiting","count":1}"""));
        var second = Assert.Single(_events.Activity("""{"metric":"oWaiting","count":2}"""));
        Assert.Equal(first.ObservedAt.Plus(1), second.ObservedAt);
        Assert.Equal(2, second.Stored(Metric.WaitingCount));
    }

    [Theory]
    [InlineData("""{"metric":"oWaiting","count":-1}""")]
    [InlineData("""{"metric":"oWaiting","count":"4"}""")]
    [InlineData("""{"metric":"oWaiting"}""")]
    [InlineData("""{"metric":"oFlow","count":3}""")]
    [InlineData("""{"metric":"oLongestWaiting","calculatedMetricValue":0}""")]
    [InlineData("""{"metric":"oLongestWaiting","calculatedMetricValue":-5}""")]
    [InlineData("""{"metric":"oLongestWaiting","calculatedMetricValue":1795341660001}""")]
    [InlineData("""{"metric":7}""")]
    [InlineData("""{"metric":{"a":[1,{}]},"count":3,"x":{"y":[{"metric":"oWaiting","count":9}]}}""")]
    [InlineData("""{"metric":"oFlow","x":{"y":[{"metric":"oWaiting","count":9}]},"count":3}""")]
    [InlineData("3")]
    public void Read_WhenAMetricCannotBeUsed_PassesItOver(string metric)
    {
        var observations = _events.Activity($$"""{{metric}},{"metric":"oAlerting","count":1}""");
        Assert.Equal(Metric.RingingCount.Bit(), Assert.Single(observations).Mask);
    }

    [Theory]
    [InlineData("120000", 1_795_341_480_000)] // small: a duration
    [InlineData("921146576000", 921_146_576_000)] // a call of 1999 that a simulation replays: an instant
    [InlineData("1795341630000", 1_795_341_600_000)] // half a minute ahead: skew, counts as now
    public void Read_WhenLongestWaitingIsOdd_NeverGivesAWaitOfDecadesOrANegativeOne(string value, double since) =>
        Assert.Equal(since, Assert.Single(_events.Activity($$"""{"metric":"oLongestWaiting","calculatedMetricValue":{{value}}}""")).Stored(Metric.WaitTimeSeconds));

    [Fact]
    public void Read_WhenThePlatformsClockIsAhead_CorrectsStarts()
    {
        var observation = Assert.Single(_events.Activity("""{"metric":"oWaiting","count":1},{"metric":"oLongestWaiting","calculatedMetricValue":1795341605000}""", ahead: 6_000));
        Assert.Equal(Now.Plus(-1_000).Milliseconds, observation.Stored(Metric.WaitTimeSeconds));
    }

    [Fact]
    public void Read_WhenSomeWaitWithoutAStart_TakesTheInstantTheyWereFirstSeen()
    {
        Assert.Equal(Now.Milliseconds, Assert.Single(_events.Activity("""{"metric":"oWaiting","count":1}""")).Stored(Metric.WaitTimeSeconds));
        Assert.Equal(Now.Milliseconds, Assert.Single(_events.Activity("""{"metric":"oWaiting","count":3}""", Now.Plus(5_000))).Stored(Metric.WaitTimeSeconds));
        Assert.Equal(Metrics.None, Assert.Single(_events.Activity("""{"metric":"oWaiting","count":0}""", Now.Plus(6_000))).Stored(Metric.WaitTimeSeconds));
        var again = Assert.Single(_events.Activity("""{"metric":"oWaiting","count":1},{"metric":"oLongestWaiting","calculatedMetricValue":0}""", Now.Plus(9_000)));
        Assert.Equal(Now.Plus(9_000).Milliseconds, again.Stored(Metric.WaitTimeSeconds));
    }

    [Fact]
    public void Read_WhenTheStartComesLater_ReplacesTheInstantOfFirstSight()
    {
        _events.Activity("""{"metric":"oWaiting","count":1}""");
        var start = Assert.Single(_events.Activity("""{"metric":"oLongestWaiting","calculatedMetricValue":1795341599000}""", Now.Plus(100)));
        Assert.Equal(1_795_341_599_000, start.Stored(Metric.WaitTimeSeconds));
    }

    [Fact]
    public void Read_WhenNoneWaits_IgnoresTheStaleStart()
    {
        var emptied = Assert.Single(_events.Activity("""{"metric":"oWaiting","count":0},{"metric":"oLongestWaiting","calculatedMetricValue":1795341000000}"""));
        Assert.Equal(Metrics.None, emptied.Stored(Metric.WaitTimeSeconds));
        var stale = _events.Activity("""{"metric":"oLongestWaiting","calculatedMetricValue":1795341000000},{"metric":"oAlerting","count":0}""", Now.Plus(1_000));
        Assert.Equal(Metric.RingingCount.Bit(), Assert.Single(stale).Mask);
    }

    [Fact]
    public void Read_WhenAMetricIsAbsent_KeepsTheStartKnownBefore()
    {
        _events.Activity("""{"metric":"oWaiting","count":2},{"metric":"oLongestWaiting","calculatedMetricValue":1795341243000}""");
        var next = Assert.Single(_events.Activity("""{"metric":"oWaiting","count":3}""", Now.Plus(1_000)));
        Assert.Equal(1_795_341_243_000, next.Stored(Metric.WaitTimeSeconds));
    }

    [Fact]
    public void Read_WhenNothingIsHandled_EndsTheLongestInteraction()
    {
        _events.Activity("""{"metric":"oInteracting","count":1},{"metric":"oLongestInteracting","calculatedMetricValue":1795341000000}""");
        var ended = Assert.Single(_events.Activity("""{"metric":"oInteracting","count":0}""", Now.Plus(1_000)));
        Assert.Equal(Metrics.None, ended.Stored(Metric.LongestInteractionSeconds));
    }

    [Theory]
    [InlineData("""{"topicName":"v2.analytics.queues.q1.activity"}""")]
    [InlineData("""{"topicName":"v2.analytics.queues.q1.activity","eventBody":7}""")]
    [InlineData("""{"topicName":"v2.analytics.queues.q1.activity","eventBody":{"results":7}}""")]
    [InlineData("""{"topicName":"v2.analytics.queues.q1.activity","eventBody":{"results":[7,{"mediaType":3},{"mediaType":"voice"},{"mediaType":"voice","data":{"a":[1]}}]}}""")]
    [InlineData("""{"topicName":"v2.analytics.queues.other.activity","eventBody":{"results":[{"mediaType":"voice","data":[{"metric":"oWaiting","count":1}]}]}}""")]
    public void Read_WhenTheBodyIsNotOfThisTopic_GivesNothing(string message) => Assert.Empty(_events.Message(message));

    [Theory]
    [InlineData("""{"topicName":"channel.metadata","eventBody":{"message":"WebSocket Heartbeat"}}""", EventKind.Heartbeat)]
    [InlineData("""{"topicName":"channel.metadata","eventBody":{"message":"pong"}}""", EventKind.Heartbeat)]
    [InlineData("""{"topicName":"v2.system.socket_closing","eventBody":{"message":"..."}}""", EventKind.SocketClosing)]
    [InlineData("""{"topicName":"v2.system.token_revoked.c1","eventBody":{}}""", EventKind.ChannelLost)]
    [InlineData("""{"result":"404"}""", EventKind.ChannelLost)]
    [InlineData("""{"correlationId":"x","result":404,"status":"error"}""", EventKind.ChannelLost)]
    [InlineData("""{"result":"200","status":"subscribed"}""", EventKind.Unknown)]
    [InlineData("""{"result":{"a":404}}""", EventKind.Unknown)]
    [InlineData("""{"topicName":"v2.system.no_longer_subscribed.c1","eventBody":{}}""", EventKind.ChannelLost)]
    [InlineData("""{"topicName":"v2.users.u1.activity","eventBody":{}}""", EventKind.UserActivity)]
    [InlineData("""{"topicName":"v2.users.u1.presence","eventBody":{}}""", EventKind.Unknown)]
    [InlineData("""{"topicName":7}""", EventKind.Unknown)]
    [InlineData("[]", EventKind.Unknown)]
    [InlineData("{", EventKind.Malformed)]
    [InlineData("", EventKind.Malformed)]
    public void Read_TellsTheKindsOfMessagesApart(string message, EventKind kind)
    {
        Assert.Empty(_events.Message(message));
        Assert.Equal(kind, _events.LastKind);
        Assert.Equal(kind, EventEnvelope.KindOf(System.Text.Encoding.UTF8.GetBytes(message)));
    }
}
