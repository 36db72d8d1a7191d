using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;

namespace Redline.Engine.Tests.Streams;

public sealed class StreamSentenceTests
{
    private const string Mission = """
        {"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["vip"]},{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]}
        """;

    [Theory]
    [InlineData(Mission, "{}", "Tells at once, as critical, when the longest wait in queue VIP (voice) is over 5 minutes; over when it has not been for 10 seconds; not again within 5 minutes.")]
    [InlineData(
        """{"field":"agentsIdle","operator":"EQUALS","value":0}""", """{"sustainSeconds":30,"clearAfterSeconds":0,"cooldownSeconds":0,"notificationType":"NONE"}""",
        "Tells nobody; records after 30 seconds, as critical, when the number of idle agents in any queue is 0; over as soon as it is not; again as often as it comes back.")]
    [InlineData(
        """{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["a","b","c","d"]},{"field":"mediaType","operator":"EQUALS","value":"chat"},{"field":"waitingCount","operator":"GREATER_THAN_OR_EQUAL","value":3},{"field":"abandonRatePercent","operator":"BETWEEN","value":[5,10]}]}""",
        """{"sourceEntity":"routing.queue.metrics","status":"DISABLED","clearExpression":{"field":"waitingCount","operator":"EQUALS","value":0}}""",
        "Switched off; switched on, it tells at once, as critical, when in any of the queues a, b, c and 1 more (chat) the number waiting is at least 3 and the share abandoned is from 5% to 10%; over when the number waiting is 0 for 10 seconds; not again within 5 minutes.")]
    [InlineData(
        "", """{"levels":[{"severity":"WARNING","filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":60}},{"severity":"CRITICAL","sustainSeconds":90,"filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":90.5}}]}""",
        "Tells at once, as a warning, when the longest wait in any queue (voice) is over 1 minute, and after 90 seconds, as critical, when the longest wait in any queue (voice) is over 90.5 seconds; over when it has not been for 10 seconds; not again within 5 minutes.")]
    [InlineData(
        Mission, """{"status":"SHADOW","schedule":{"timeZone":"Europe/Warsaw","windows":[{"days":["MONDAY","TUESDAY"],"from":"08:00","to":"18:00"}]}}""",
        "In shadow, tells nobody; records at once, as critical, when the longest wait in queue VIP (voice) is over 5 minutes; over when it has not been for 10 seconds; not again within 5 minutes; only Monday and Tuesday 08:00 to 18:00 (Europe/Warsaw).")]
    [InlineData(
        Mission, """{"notificationType":"FLOW"}""",
        "Tells whom its flow tells, at once, as critical, when the longest wait in queue VIP (voice) is over 5 minutes; over when it has not been for 10 seconds; not again within 5 minutes.")]
    public void Of_WhenAStreamIsGiven_SaysWhatItDoes(string filter, string properties, string sentence) =>
        Assert.Equal(sentence, StreamSentence.Of(SomeStream.Read(filter, properties), id => id == "vip" ? "VIP" : null));

    [Fact]
    public void Of_WhenTheExpressionIsAnything_SaysSomething() => Law.Holds(FilterTrees.Nodes, tree =>
    {
        var stream = SomeStream.Read(Mission) with { Levels = [new(Redline.Engine.Alerts.Severity.Critical, tree, null, 0)] };
        Assert.EndsWith(".", StreamSentence.Of(stream, _ => null), StringComparison.Ordinal);
        Assert.NotNull(StreamLints.Of(stream, SomeStream.Engine().Survey(stream, SomeStream.Now)));
    });
}
