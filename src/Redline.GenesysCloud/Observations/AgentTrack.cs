using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Agents of one queue by the qualifiers the platform splits them by. A message carries only the qualifiers that
/// changed, so the sums need all of them kept. At most 256 of each kind; further ones are passed over.
/// </summary>
internal sealed class AgentTrack
{
    private const int MaxQualifiers = 256;

    private readonly List<Qualified> _onQueue = [];
    private readonly List<Qualified> _offQueue = [];
    private double _joined = double.NaN;
    private Instant _joinedAt = Instant.Beginning;

    /// <summary>Takes the counts of a message.</summary>
    /// <param name="reading">The counts.</param>
    /// <param name="message">The message the qualifiers stand in.</param>
    /// <param name="at">When it was so; what is newer stays.</param>
    /// <param name="isWhole">Whether a qualifier that is not named has nobody: true of an answer, false of an event.</param>
    public void Take(MetricReading reading, ReadOnlySpan<byte> message, Instant at, bool isWhole)
    {
        if (isWhole)
        {
            Zero(_onQueue, at);
            Zero(_offQueue, at);
        }

        foreach (var agents in reading.Agents)
            Put(agents.OnQueue ? _onQueue : _offQueue, message.Slice(agents.QualifierStart, agents.QualifierLength), agents.Count, at);
        var joined = double.IsNaN(reading.Joined) && isWhole ? 0 : reading.Joined;
        if (double.IsNaN(joined) || at < _joinedAt) return;
        (_joined, _joinedAt) = (joined, at);
    }

    /// <summary>Says what is known.</summary>
    /// <param name="into">Where it is said.</param>
    /// <param name="isWhole">Whether a kind of which nothing was heard has nobody.</param>
    public void Write(Observation into, bool isWhole)
    {
        if (_onQueue.Count > 0 || isWhole)
        {
            into.Set(Metric.AgentsOnQueue, Sum(_onQueue));
            into.Set(Metric.AgentsIdle, Of(_onQueue, "IDLE"u8));
            into.Set(Metric.AgentsInteracting, Of(_onQueue, "INTERACTING"u8));
            into.Set(Metric.AgentsNotResponding, Of(_onQueue, "NOT_RESPONDING"u8));
        }

        if (_offQueue.Count > 0 || isWhole) into.Set(Metric.AgentsOffQueue, Sum(_offQueue));
        if (!double.IsNaN(_joined)) into.Set(Metric.AgentsJoined, _joined);
    }

    private static void Zero(List<Qualified> counts, Instant at)
    {
        foreach (var item in counts)
            if (at >= item.At)
                item.Set(0, at);
    }

    private static void Put(List<Qualified> counts, ReadOnlySpan<byte> qualifier, double count, Instant at)
    {
        foreach (var item in counts)
        {
            if (!qualifier.SequenceEqual(item.Name)) continue;
            if (at >= item.At) item.Set(count, at);
            return;
        }

        if (counts.Count >= MaxQualifiers) return;
        var added = new Qualified(qualifier.ToArray());
        added.Set(count, at);
        counts.Add(added);
    }

    // A line without a qualifier is the sum itself.
    private static double Sum(List<Qualified> counts)
    {
        double sum = 0;
        foreach (var item in counts)
        {
            if (item.Name.Length == 0) return item.Count;
            sum += item.Count;
        }

        return sum;
    }

    private static double Of(List<Qualified> counts, ReadOnlySpan<byte> qualifier)
    {
        foreach (var item in counts)
            if (qualifier.SequenceEqual(item.Name))
                return item.Count;
        return 0;
    }

    private sealed class Qualified(byte[] name)
    {
        public byte[] Name => name;

        public double Count { get; private set; }

        public Instant At { get; private set; }

        public void Set(double count, Instant at) => (Count, At) = (count, at);
    }
}
