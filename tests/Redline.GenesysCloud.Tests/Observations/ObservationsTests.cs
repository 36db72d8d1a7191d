using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Tests.Observations;

/// <summary>Messages of the topic <c>.observations</c>: instants and half hours.</summary>
public sealed class ObservationsTests
{
    private const string Voice = """{"queueId":"q1","mediaType":"voice"}""";
    private const string Whole = """{"queueId":"q1"}""";
    private const string Instant1 = "2026-11-22T10:00:00.000Z/2026-11-22T10:00:00.000Z";
    private const string Half1 = "2026-11-22T10:00:00.000Z/2026-11-22T10:30:00.000Z";
    private const string Half2 = "2026-11-22T10:30:00.000Z/2026-11-22T11:00:00.000Z";

    private readonly ReadEvents _events = new();

    [Fact]
    public void Read_WhenInstant_TakesTheCounts()
    {
        var observation = Assert.Single(_events.Observations(Voice, Instant1, """{"metric":"oAlerting","stats":{"count":0}},{"metric":"oWaiting","stats":{"count":2}}"""));
        Assert.Equal(0, observation.Stored(Metric.RingingCount));
        Assert.Equal(2, observation.Stored(Metric.WaitingCount));
    }

    [Fact]
    public void Read_WhenHalfHour_TakesItsFigures()
    {
        var observation = Assert.Single(_events.Observations(Voice, Half1, """
            {"metric":"nOffered","stats":{"count":4}},{"metric":"tWait","stats":{"count":2,"sum":86168,"min":11781,"max":74387}},
            {"metric":"tAbandon","stats":{"count":1,"sum":11781}},{"metric":"tHandle","stats":{"count":2,"sum":240000}},
            {"metric":"oServiceLevel","stats":{"ratio":0.75,"numerator":3,"denominator":4,"target":0.8}}
            """));
        Assert.Equal(4, observation.Stored(Metric.OfferedCount));
        Assert.Equal(1, observation.Stored(Metric.AbandonedCount));
        Assert.Equal(25, observation.Stored(Metric.AbandonRatePercent));
        Assert.Equal(43.084, observation.Stored(Metric.AverageWaitSeconds), 6);
        Assert.Equal(120, observation.Stored(Metric.AverageHandleSeconds));
        Assert.Equal(75, observation.Stored(Metric.ServiceLevelPercent));
    }

    [Fact]
    public void Read_WhenHalfHour_LeavesWhatIsNowAlone()
    {
        _events.Activity("""{"metric":"oWaiting","count":4}""");
        var observation = Assert.Single(_events.Observations(Voice, Half1, """{"metric":"oWaiting","stats":{"count":90}},{"metric":"nOffered","stats":{"count":90}}"""));
        Assert.Equal(0u, observation.Mask & Metrics.WaitingMask);
    }

    [Fact]
    public void Read_WhenNobodyWasToBeAnswered_ServiceLevelHasNoValue()
    {
        var observation = Assert.Single(_events.Observations(Voice, Half1, """{"metric":"oServiceLevel","stats":{"ratio":0,"numerator":0,"denominator":0,"target":0.8}}"""));
        Assert.NotEqual(0u, observation.Mask & Metric.ServiceLevelPercent.Bit());
        Assert.Equal(double.NaN, observation.Stored(Metric.ServiceLevelPercent));
    }

    [Fact]
    public void Read_WhenTheNextHalfHourBegins_ForgetsTheFiguresOfTheLast()
    {
        _events.Observations(Voice, Half1, """{"metric":"nOffered","stats":{"count":40}},{"metric":"tWait","stats":{"count":2,"sum":60000}}""");
        var next = Assert.Single(_events.Observations(Voice, Half2, """{"metric":"nOffered","stats":{"count":1}}"""));
        Assert.Equal(1, next.Stored(Metric.OfferedCount));
        Assert.Equal(0, next.Stored(Metric.AbandonRatePercent));
        Assert.NotEqual(0u, next.Mask & Metric.AverageWaitSeconds.Bit());
        Assert.Equal(double.NaN, next.Stored(Metric.AverageWaitSeconds));
    }

    [Fact]
    public void Read_WhenAnOldHalfHourComesLate_PassesItOver()
    {
        _events.Observations(Voice, Half2, """{"metric":"nOffered","stats":{"count":1}}""");
        var late = _events.Observations(Voice, Half1, """{"metric":"nOffered","stats":{"count":40}}""");
        Assert.Equal(0u, late.Aggregate(0u, (mask, o) => mask | o.Mask));
    }

    [Fact]
    public void Read_WhenAgentsComeByQualifier_AddsThemUpOverMessages()
    {
        _events.Observations(Whole, Instant1, """
            {"metric":"oOnQueueUsers","qualifier":"IDLE","stats":{"count":3}},{"metric":"oOnQueueUsers","qualifier":"INTERACTING","stats":{"count":5}},
            {"metric":"oOffQueueUsers","qualifier":"6a3af858","stats":{"count":2}},{"metric":"oActiveUsers","stats":{"count":9}}
            """);
        var changed = Assert.Single(_events.Observations(Whole, Instant1, """{"metric":"oOnQueueUsers","qualifier":"IDLE","stats":{"count":1}},{"metric":"oOnQueueUsers","qualifier":"NOT_RESPONDING","stats":{"count":1}}"""));
        Assert.Null(changed.MediaType);
        Assert.Equal(7, changed.Stored(Metric.AgentsOnQueue));
        Assert.Equal(1, changed.Stored(Metric.AgentsIdle));
        Assert.Equal(5, changed.Stored(Metric.AgentsInteracting));
        Assert.Equal(1, changed.Stored(Metric.AgentsNotResponding));
        Assert.Equal(2, changed.Stored(Metric.AgentsOffQueue));
        Assert.Equal(9, changed.Stored(Metric.AgentsJoined));
    }

    [Fact]
    public void Read_WhenTheGroupComesLast_ReadsTheSame()
    {
        var observation = Assert.Single(_events.Message($$$$"""
            {"topicName":"v2.analytics.queues.q1.observations","eventBody":{"data":[{"metrics":[{"stats":{"count":2},"metric":"oWaiting"}],"interval":"{{{{Instant1}}}}"}],"group":{{{{Voice}}}}}}
            """));
        Assert.Equal("voice", observation.MediaType);
        Assert.Equal(2, observation.Stored(Metric.WaitingCount));
    }

    [Fact]
    public void Read_WhenThereAreSeveralIntervals_TakesEach()
    {
        var observation = Assert.Single(_events.Message($$$$"""
            {"topicName":"v2.analytics.queues.q1.observations","eventBody":{"group":{{{{Voice}}}},"data":[
              {"interval":"{{{{Half1}}}}","metrics":[{"metric":"nOffered","stats":{"count":2} }]},{"interval":"{{{{Instant1}}}}","metrics":[{"metric":"oWaiting","stats":{"count":1} }]}]}}
            """));
        Assert.Equal(2, observation.Stored(Metric.OfferedCount));
        Assert.Equal(1, observation.Stored(Metric.WaitingCount));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2026-11-22T10:00:00.000Z/later")]
    [InlineData("/")]
    public void Read_WhenTheIntervalCannotBeRead_CountsAsAnInstant(string interval) =>
        Assert.Equal(2, Assert.Single(_events.Observations(Voice, interval, """{"metric":"oWaiting","stats":{"count":2}}""")).Stored(Metric.WaitingCount));

    [Fact]
    public void Read_WhenTheQueueIsKnown_AllocatesNothing()
    {
        var message = System.Text.Encoding.UTF8.GetBytes($$$$"""
            {"topicName":"v2.analytics.queues.q1.observations","version":"2","eventBody":{"group":{{{{Whole}}}},"data":[{"interval":"{{{{Instant1}}}}","metrics":[
              {"metric":"oOnQueueUsers","qualifier":"IDLE","stats":{"count":3} },{"metric":"oActiveUsers","stats":{"count":9} }]}]},"metadata":{"CorrelationId":"c"}}
            """);
        var queues = new Redline.GenesysCloud.Observations.QueueTable();
        queues.Add("q1", "Billing", null);
        var reader = new Redline.GenesysCloud.Observations.QueueEventReader(queues);
        var reused = new Observation();
        var batch = new Redline.GenesysCloud.Observations.ObservationBatch("genesys", () => reused);
        Read(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(1_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Read(int times)
        {
            for (var i = 0; i < times; i++)
            {
                batch.Begin();
                reader.Read(message, ReadEvents.Now, 0, batch);
            }
        }
    }
}
