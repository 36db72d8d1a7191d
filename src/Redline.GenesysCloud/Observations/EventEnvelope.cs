using System.Text.Json;

namespace Redline.GenesysCloud.Observations;

/// <summary>Looks at the envelope of a message alone.</summary>
internal static class EventEnvelope
{
    /// <summary>The property of an answer to what was asked over the socket; such a frame has no topic.</summary>
    public static ReadOnlySpan<byte> Result => "result"u8;

    /// <summary>
    /// Whether a result says that the channel is no more: expired, evicted, or its token died. Nothing else tells of it; the
    /// socket stays open, silent but for this answer to a ping.
    /// </summary>
    /// <param name="json">At the result's value, which is passed over.</param>
    public static bool SaysLost(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Number) return json.ValueSpan.SequenceEqual("404"u8);
        json.Skip();
        return false;
    }

    /// <summary>What a message is, by its topic; nothing of its body is read.</summary>
    public static EventKind KindOf(ReadOnlySpan<byte> message)
    {
        try
        {
            var json = new Utf8JsonReader(message);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return EventKind.Unknown;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var (isTopic, isResult) = (json.ValueTextEquals("topicName"u8), json.ValueTextEquals(Result));
                json.Read();
                if (isResult && SaysLost(ref json)) return EventKind.ChannelLost;
                if (isTopic && json.TokenType == JsonTokenType.String) return TopicName.Read(json.ValueSpan).Kind;
                json.Skip();
            }

            return EventKind.Unknown;
        }
        catch (JsonException)
        {
            return EventKind.Malformed;
        }
    }
}
