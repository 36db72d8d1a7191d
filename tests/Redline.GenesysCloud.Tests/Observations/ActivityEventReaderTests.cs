using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Tests.Observations;

public sealed class ActivityEventReaderTests
{
    private static readonly Instant Now = new(1_795_341_600_000);

    private readonly ActivityEventReader _reader = new("genesys");

    [Fact]
    public void Read_WhenEveryMetricIsSent_TranslatesEachToItsOwnName()
    {
        var observation = Assert.Single(Read("""
            {"results":[{"mediaType":"voice","data":[{"metric":"oWaiting","count":4},{"metric":"oInteracting","count":7},
              {"metric":"oAlerting","count":1},{"metric":"oLongestWaiting","calculatedMetricValue":1795341243000},
              {"metric":"oLongestInteracting","calculatedMetricValue":1795341000000}]}]}
            """));
        Assert.Equal(("genesys", "q1", "voice", Now), (observation.SourceId, observation.QueueId, observation.MediaType, observation.ObservedAt));
        Assert.Equal(4, observation.Stored(Metric.WaitingCount));
        Assert.Equal(7, observation.Stored(Metric.InteractingCount));
        Assert.Equal(1, observation.Stored(Metric.RingingCount));
        Assert.Equal(1_795_341_243_000, observation.Stored(Metric.WaitTimeSeconds));
        Assert.Equal(1_795_341_000_000, observation.Stored(Metric.LongestInteractionSeconds));
    }

    [Fact]
    public void Read_WhenSeveralMediaTypes_GivesOneObservationEach()
    {
        var observations = Read("""{"results":[{"mediaType":"voice","data":[]},{"mediaType":"chat","data":[{"metric":"oWaiting","count":2}]}]}""");
        Assert.Equal(["voice", "chat"], observations.Select(o => o.MediaType));
        Assert.Equal(0u, observations[0].Mask);
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
    [InlineData("3")]
    public void Read_WhenAMetricCannotBeUsed_PassesItOver(string metric) =>
        Assert.Equal(0u, Assert.Single(Read($$"""{"results":[{"mediaType":"voice","data":[{{metric}}]}]}""")).Mask);

    [Theory]
    [InlineData(120_000, 1_795_341_480_000)] // small: a duration
    [InlineData(1_795_341_630_000, 1_795_341_600_000)] // half a minute ahead: skew, counts as now
    public void Read_WhenLongestWaitingIsOdd_NeverGivesAWaitOfDecadesOrANegativeOne(double value, double since)
    {
        var text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var observation = Assert.Single(Read($$"""{"results":[{"mediaType":"voice","data":[{"metric":"oLongestWaiting","calculatedMetricValue":{{text}}}]}]}"""));
        Assert.Equal(since, observation.Stored(Metric.WaitTimeSeconds));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results":7}""")]
    [InlineData("""{"results":[7,{"mediaType":3},{"mediaType":"voice"}]}""")]
    [InlineData("[]")]
    public void Read_WhenTheBodyIsNotOfThisTopic_GivesNothing(string body) => Assert.Empty(Read(body));

    private IReadOnlyList<Observation> Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        return _reader.Read("q1", json.RootElement, Now);
    }
}
