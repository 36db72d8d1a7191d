using System.Text.Json;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;

namespace Redline.Engine.Tests.Streams;

public sealed class StreamReachTests
{
    private const string LongWait = """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""";

    [Fact]
    public void Reads_WhenTheQueueIsNamed_GivesTheMetricsOfTheRest() =>
        Assert.Equal(Metric.WaitTimeSeconds.Bit(), Reads(And("""{"field":"queueId","operator":"IN","value":["q1","q2"]}""", LongWait)));

    [Fact]
    public void Reads_WhenAnotherQueueIsNamed_IsNothing() =>
        Assert.Null(Reads(And("""{"field":"queueId","operator":"IN","value":["q2"]}""", LongWait)));

    [Theory]
    [InlineData("""{"field":"queueName","operator":"CONTAINS","value":"Billing"}""", true)]
    [InlineData("""{"field":"queueName","operator":"CONTAINS","value":"Claims"}""", false)]
    [InlineData("""{"field":"divisionId","operator":"EQUALS","value":"d2"}""", true)] // its division is not known
    [InlineData("""{"field":"mediaType","operator":"EQUALS","value":"voice"}""", true)]
    [InlineData("""{"field":"mediaType","operator":"EQUALS","value":"chat"}""", false)] // telephony alone
    public void Reads_JudgesByWhatIsKnownOfTheQueue(string test, bool reaches) => Assert.Equal(reaches, Reads(And(test, LongWait)) is not null);

    [Fact]
    public void Reads_WhenEveryMediaTypeIsLookedAt_LeavesItOpen() =>
        Assert.NotNull(Reads("""{"field":"mediaType","operator":"EQUALS","value":"chat"}""", ""","sourceEntity":"routing.queue.metrics" """));

    [Fact]
    public void Reads_WhenDisabled_IsNothing() => Assert.Null(Reads(LongWait, ""","status":"DISABLED" """));

    [Fact]
    public void Reads_AddsTheClearExpression() => Assert.Equal(
        Metric.WaitTimeSeconds.Bit() | Metric.AgentsIdle.Bit(),
        Reads(LongWait, ""","clearExpression":{"field":"agentsIdle","operator":"GREATER_THAN","value":0}"""));

    [Fact]
    public void NamedQueues_AreThoseTheFilterNames() => Assert.Equal(
        ["q1", "q2"], StreamReach.NamedQueues(Stream(And("""{"field":"queueId","operator":"IN","value":["q2","q1"]}""", LongWait), ""), FilterReferences.None));

    private static string And(string one, string other) => $$"""{"operator":"AND","operands":[{{one}},{{other}}]}""";

    private static uint? Reads(string filter, string more = "") => StreamReach.Reads(Stream(filter, more), SomeFilter.References, "q1", "Billing North", null);

    private static StreamDefinition Stream(string filter, string more)
    {
        using var json = JsonDocument.Parse($$"""{"name":"s","entityType":"queue","filterExpression":{{filter}}{{more}}}""");
        var stream = StreamDefinitionReader.Read(json.RootElement, "s", out var errors);
        return stream ?? throw new InvalidOperationException(string.Join(" ", errors));
    }
}
