using System.Text.Json;
using Redline.Engine;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Takes the answer to <c>POST /api/v2/analytics/queues/observations/query</c> into the queues that were asked about.
/// The answer carries no instant: it counts as of just before it was asked for, so that whatever a socket told since is
/// newer. A media type or queue that is missing in it has nobody. One thread at a time.
/// </summary>
/// <param name="reader">The reader whose queues these are.</param>
public sealed class SnapshotReader(QueueEventReader reader)
{
    private readonly HashSet<(QueueTrack Queue, string? MediaType)> _told = [];
    private readonly MetricReading _nothing = new() { Waiting = 0, Ringing = 0, Interacting = 0 };

    /// <summary>Takes an answer.</summary>
    /// <param name="answer">UTF-8 JSON.</param>
    /// <param name="asked">The queues that were asked about.</param>
    /// <param name="askedAt">When.</param>
    /// <param name="now">The local instant.</param>
    /// <param name="ahead">Milliseconds by which the platform's clock is ahead of the local one.</param>
    /// <param name="into">Where observations are added.</param>
    /// <returns>False when it is not such an answer; nothing of it was taken.</returns>
    public bool Read(
        ReadOnlySpan<byte> answer, IReadOnlyCollection<QueueTrack> asked, Instant askedAt, Instant now, long ahead, ObservationBatch into)
    {
        _told.Clear();
        var before = askedAt.Plus(-1);
        try
        {
            // Looked through once before anything is taken: half an answer would make the rest of the queues empty.
            var check = new Utf8JsonReader(answer);
            if (!check.Read() || check.TokenType != JsonTokenType.StartObject) return false;
            check.Skip();
            var json = new Utf8JsonReader(answer);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isResults = json.ValueTextEquals("results"u8);
                json.Read();
                if (!isResults || json.TokenType != JsonTokenType.StartArray)
                {
                    json.Skip();
                    continue;
                }

                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (json.TokenType == JsonTokenType.StartObject) ReadResult(ref json, answer, before, now, ahead, into);
                    else json.Skip();
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        foreach (var queue in asked) Empty(queue, before, now, ahead, into);
        return true;
    }

    private void ReadResult(ref Utf8JsonReader json, ReadOnlySpan<byte> answer, Instant before, Instant now, long ahead, ObservationBatch into)
    {
        reader.Reading.Clear();
        QueueTrack? queue = null;
        string? mediaType = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("group"u8))
            {
                (queue, mediaType) = ReadGroup(ref json);
            }
            else if (json.ValueTextEquals("data"u8))
            {
                MetricReader.ReadAll(ref json, reader.Reading);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        if (queue is null) return;
        if (mediaType is not null && _told.Add((queue, mediaType)))
            queue.Of(mediaType).Take(reader.Reading, before, now, ahead, into.Of(queue, mediaType, now));
        if (mediaType is not null || !_told.Add((queue, null))) return;
        queue.Agents.Take(reader.Reading, answer, before, isWhole: true);
        queue.Agents.Write(into.Of(queue, null, now), isWhole: true);
    }

    private (QueueTrack? Queue, string? MediaType) ReadGroup(ref Utf8JsonReader json)
    {
        QueueTrack? queue = null;
        string? mediaType = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return default;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isQueue, isMedia) = (json.ValueTextEquals("queueId"u8), json.ValueTextEquals("mediaType"u8));
            json.Read();
            if (isQueue && json.TokenType == JsonTokenType.String) queue = reader.Queues.Find(json.ValueSpan);
            else if (isMedia && json.TokenType == JsonTokenType.String) mediaType = reader.MediaTypes.Find(json.ValueSpan);
            else json.Skip();
        }

        return (queue, mediaType);
    }

    // Voice even where nothing was ever heard of the queue: that nobody waits there is known now, and not a guess.
    private void Empty(QueueTrack queue, Instant before, Instant now, long ahead, ObservationBatch into)
    {
        queue.Of(Engine.Queues.MediaTypes.Voice);
        foreach (var media in queue.Media)
            if (_told.Add((queue, media.MediaType)))
                media.Take(_nothing, before, now, ahead, into.Of(queue, media.MediaType, now));
        if (!_told.Add((queue, null))) return;
        reader.Reading.Clear();
        queue.Agents.Take(reader.Reading, default, before, isWhole: true);
        queue.Agents.Write(into.Of(queue, null, now), isWhole: true);
    }
}
