using System.Text.Json;
using Redline.Engine;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Reads a message of a notification socket from its bytes: takes the metrics of
/// <c>v2.analytics.queues.{id}.activity</c> and <c>.observations</c> into the queue they are of, and tells the other
/// kinds apart. Allocates nothing for a message of a queue that has been heard of before. One thread at a time.
/// </summary>
/// <param name="queues">The queues that are followed; messages of others are passed over.</param>
public sealed class QueueEventReader(QueueTable queues)
{
    private readonly MediaTypeNames _mediaTypes = new();
    private readonly MetricReading _reading = new();

    internal MediaTypeNames MediaTypes => _mediaTypes;

    internal MetricReading Reading => _reading;

    internal QueueTable Queues => queues;

    /// <summary>Reads one message.</summary>
    /// <param name="message">UTF-8 JSON.</param>
    /// <param name="now">When it arrived: the envelope carries no instant.</param>
    /// <param name="ahead">Milliseconds by which the platform's clock is ahead of the local one.</param>
    /// <param name="into">Where observations are added.</param>
    public EventKind Read(ReadOnlySpan<byte> message, Instant now, long ahead, ObservationBatch into)
    {
        try
        {
            return ReadEnvelope(message, now, ahead, into);
        }
        catch (JsonException)
        {
            return EventKind.Malformed;
        }
    }

    private EventKind ReadEnvelope(ReadOnlySpan<byte> message, Instant now, long ahead, ObservationBatch into)
    {
        var json = new Utf8JsonReader(message);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return EventKind.Unknown;
        var topic = default(TopicName);
        var (hasTopic, hasBody, isRead, isLost) = (false, false, false, false);
        Utf8JsonReader body = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("topicName"u8))
            {
                json.Read();
                hasTopic = json.TokenType == JsonTokenType.String;
                if (hasTopic) topic = TopicName.Read(json.ValueSpan);
                else json.Skip();
            }
            else if (json.ValueTextEquals("eventBody"u8))
            {
                body = json;
                hasBody = true;
                if (hasTopic && topic.IsQueueMetrics) isRead = ReadBody(ref json, topic, message, now, ahead, into);
                else Pass(ref json);
            }
            else if (json.ValueTextEquals(EventEnvelope.Result))
            {
                json.Read();
                isLost = EventEnvelope.SaysLost(ref json);
            }
            else
            {
                Pass(ref json);
            }
        }

        if (!hasTopic) return isLost ? EventKind.ChannelLost : EventKind.Unknown;

        // Properties may come in any order; the topic is needed first.
        if (hasBody && !isRead && topic.IsQueueMetrics) ReadBody(ref body, topic, message, now, ahead, into);
        return topic.Kind;
    }

    private bool ReadBody(ref Utf8JsonReader json, TopicName topic, ReadOnlySpan<byte> message, Instant now, long ahead, ObservationBatch into)
    {
        if (queues.Find(topic.Id) is not { } queue)
        {
            Pass(ref json);
            return true;
        }

        json.Read();
        var scene = new EventScene(queue, message, now, ahead, into);
        if (json.TokenType != JsonTokenType.StartObject) json.Skip();
        else if (topic.IsActivity) ReadActivity(ref json, scene);
        else ReadObservations(ref json, scene);
        return true;
    }

    // {"results":[{"mediaType":"voice","data":[{"metric":...,"count":...}]}]}
    private void ReadActivity(ref Utf8JsonReader json, in EventScene scene)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!json.ValueTextEquals("results"u8))
            {
                Pass(ref json);
                continue;
            }

            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (json.TokenType == JsonTokenType.StartObject) ReadResult(ref json, scene);
                else json.Skip();
            }
        }
    }

    private void ReadResult(ref Utf8JsonReader json, in EventScene scene)
    {
        _reading.Clear();
        string? mediaType = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("mediaType"u8)) mediaType = ReadMediaType(ref json);
            else if (json.ValueTextEquals("data"u8)) MetricReader.ReadAll(ref json, _reading);
            else Pass(ref json);
        }

        if (mediaType is not null) TakeInstant(mediaType, scene);
    }

    // {"group":{"queueId":...,"mediaType":...},"data":[{"interval":"start/end","metrics":[...]}]}
    private void ReadObservations(ref Utf8JsonReader json, in EventScene scene)
    {
        string? mediaType = null;
        var (hasGroup, isDeferred) = (false, false);
        Utf8JsonReader deferred = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("group"u8))
            {
                (mediaType, hasGroup) = (ReadGroup(ref json), true);
            }
            else if (json.ValueTextEquals("data"u8) && !hasGroup)
            {
                deferred = json;
                isDeferred = true;
                Pass(ref json);
            }
            else if (json.ValueTextEquals("data"u8))
            {
                ReadIntervals(ref json, mediaType, scene);
            }
            else
            {
                Pass(ref json);
            }
        }

        if (isDeferred) ReadIntervals(ref deferred, mediaType, scene);
    }

    private string? ReadGroup(ref Utf8JsonReader json)
    {
        string? mediaType = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("mediaType"u8)) mediaType = ReadMediaType(ref json);
            else Pass(ref json);
        }

        return mediaType;
    }

    private void ReadIntervals(ref Utf8JsonReader json, string? mediaType, in EventScene scene)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadInterval(ref json, mediaType, scene);
            else json.Skip();
        }
    }

    private void ReadInterval(ref Utf8JsonReader json, string? mediaType, in EventScene scene)
    {
        _reading.Clear();
        var interval = default(EventInterval);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("interval"u8))
            {
                json.Read();
                if (json.TokenType == JsonTokenType.String) interval = EventInterval.Read(json.ValueSpan);
                else json.Skip();
            }
            else if (json.ValueTextEquals("metrics"u8))
            {
                MetricReader.ReadAll(ref json, _reading);
            }
            else
            {
                Pass(ref json);
            }
        }

        // A half hour so far says nothing of how many there are now.
        if (interval.IsHalfHour) TakeHalfHour(mediaType, interval, scene);
        else TakeInstant(mediaType, scene);
    }

    private void TakeInstant(string? mediaType, in EventScene scene)
    {
        var (queue, now) = (scene.Queue, scene.Now);
        if (mediaType is not null && _reading.HasInteractions)
            queue.Of(mediaType).Take(_reading, now, now, scene.Ahead, scene.Into.Of(queue, mediaType, now));
        if (!_reading.HasAgents) return;
        queue.Agents.Take(_reading, scene.Message, now, isWhole: false);
        queue.Agents.Write(scene.Into.Of(queue, mediaType, now), isWhole: false);
    }

    private void TakeHalfHour(string? mediaType, EventInterval interval, in EventScene scene)
    {
        if (mediaType is null || !_reading.HasHalfHour) return;
        scene.Queue.Of(mediaType).TakeHalfHour(_reading, interval.Start, interval.End, scene.Into.Of(scene.Queue, mediaType, scene.Now));
    }

    private string? ReadMediaType(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return _mediaTypes.Find(json.ValueSpan);
        json.Skip();
        return null;
    }

    private static void Pass(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private readonly ref struct EventScene(QueueTrack queue, ReadOnlySpan<byte> message, Instant now, long ahead, ObservationBatch into)
    {
        public readonly QueueTrack Queue = queue;
        public readonly ReadOnlySpan<byte> Message = message;
        public readonly Instant Now = now;
        public readonly long Ahead = ahead;
        public readonly ObservationBatch Into = into;
    }
}
