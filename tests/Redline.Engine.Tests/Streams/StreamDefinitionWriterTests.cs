using Redline.Engine.Streams;
using Redline.Engine.Tests.Laws;

namespace Redline.Engine.Tests.Streams;

public sealed class StreamDefinitionWriterTests
{
    [Fact]
    public void ToJson_WhenReadBack_IsTheSameStreamAndTheSameText() => Law.Holds(SomeStreams.Any, stream =>
    {
        var json = StreamDefinitionWriter.ToJson(stream);
        var read = StreamDefinitionReaderTests.Read(json);
        Assert.Equal(json, StreamDefinitionWriter.ToJson(read));
        Assert.Equivalent(stream, read, strict: true);
    });

    [Fact]
    public void ToJson_WhenDefaultsAreLeftOut_WritesThem() => Assert.Equal(
        """{"id":"made-up-id","name":"n","entityType":"queue","sourceEntity":"telephony.queue.metrics","status":"ACTIVE","notificationType":"PUSH","priority":3,"filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300},"sustainSeconds":0,"clearAfterSeconds":10,"cooldownSeconds":300,"flapping":{"maxTransitions":6,"windowSeconds":600},"staleAfterSeconds":90,"presentation":"TOAST"}""",
        StreamDefinitionWriter.ToJson(StreamDefinitionReaderTests.Read("""{"filterExpression":§,"entityType":"queue","name":"n"}""")));

    [Fact]
    public void ToJson_WhenSpelledAsLevels_KeepsThatSpelling() => Assert.Equal(
        """{"id":"x","name":"n","description":"ä \u0022d\u0022","entityType":"queue","sourceEntity":"telephony.queue.metrics","status":"ACTIVE","notificationType":"PUSH","priority":3,"levels":[{"severity":"CRITICAL","filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300},"sustainSeconds":1.5}],"clearAfterSeconds":0.001,"cooldownSeconds":300,"flapping":{"maxTransitions":6,"windowSeconds":600},"staleAfterSeconds":90,"presentation":"TOAST"}"""
            .Replace("ä", "\\u00E4", StringComparison.Ordinal),
        StreamDefinitionWriter.ToJson(StreamDefinitionReaderTests.Read(
            """{"id":"x","name":"n","description":"ä \"d\"","entityType":"queue","levels":[{"sustainSeconds":1.500,"severity":"CRITICAL","filterExpression":§}],"clearAfterSeconds":1e-3}""")));
}
