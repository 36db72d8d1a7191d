using System.Text.Json;

namespace Redline.GenesysCloud.Observations;

/// <summary>Looks at the envelope of a message alone.</summary>
internal static class EventEnvelope
{
    /// <summary>What a message is, by its topic; nothing of its body is read.</summary>
    public static EventKind KindOf(ReadOnlySpan<byte> message)
    {
        try
        {
            var json = new Utf8JsonReader(message);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return EventKind.Unknown;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isTopic = json.ValueTextEquals("topicName"u8);
                json.Read();
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
