using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Observations;

/// <summary>What is known of one media type of a queue, kept over messages that carry only what changed.</summary>
internal sealed class MediaTrack(string mediaType)
{
    private LongestTrack _waiting = new();
    private LongestTrack _interacting = new();
    private HalfHourTrack _halfHour = new();
    private double _ringing = double.NaN;
    private Instant _ringingAt = Instant.Beginning;

    public string MediaType => mediaType;

    /// <summary>Takes instant counts and says what they come to, together with what was known.</summary>
    /// <param name="reading">What was sent.</param>
    /// <param name="at">When it was so; what is newer stays.</param>
    /// <param name="now">The local instant.</param>
    /// <param name="ahead">Milliseconds by which the platform's clock is ahead.</param>
    /// <param name="into">Where it is said.</param>
    public void Take(MetricReading reading, Instant at, Instant now, long ahead, Observation into)
    {
        if (_waiting.TakeCount(reading.Waiting, at)) into.Set(Metric.WaitingCount, _waiting.Count);
        if (_interacting.TakeCount(reading.Interacting, at)) into.Set(Metric.InteractingCount, _interacting.Count);
        if (!double.IsNaN(reading.Ringing) && at >= _ringingAt)
        {
            (_ringing, _ringingAt) = (reading.Ringing, at);
            into.Set(Metric.RingingCount, _ringing);
        }

        var waited = _waiting.TakeSince(reading.LongestWaiting, at, now, ahead);
        if ((waited || !double.IsNaN(reading.Waiting)) && _waiting.IsKnown) into.SetSince(Metric.WaitTimeSeconds, _waiting.Since);
        var handled = _interacting.TakeSince(reading.LongestInteracting, at, now, ahead);
        if ((handled || !double.IsNaN(reading.Interacting)) && _interacting.IsKnown) into.SetSince(Metric.LongestInteractionSeconds, _interacting.Since);
    }

    /// <summary>Takes figures of a half hour.</summary>
    public bool TakeHalfHour(MetricReading reading, Instant start, Instant end, Observation into) => _halfHour.Take(reading, start, end, into);

    /// <summary>Whether a half hour with figures is over.</summary>
    public bool IsHalfHourOver(Instant platformNow) => _halfHour.IsOver(platformNow);

    /// <summary>Says that figures of a half hour have no value any more.</summary>
    public void EndHalfHour(Observation into) => _halfHour.End(into);
}
