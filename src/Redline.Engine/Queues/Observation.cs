namespace Redline.Engine.Queues;

/// <summary>
/// Values of metrics of one queue and media type at one instant. Mutable so that a source can reuse one object: the
/// engine copies what it needs before <see cref="AlertEngine.Observe"/> returns. Not safe for use by several threads.
/// </summary>
public sealed class Observation
{
    private readonly double[] _values = new double[Metrics.Count];

    /// <summary>The source that says so.</summary>
    public string SourceId { get; set; } = "";

    /// <summary>The queue's id.</summary>
    public string QueueId { get; set; } = "";

    /// <summary>The queue's name; null keeps the name known so far.</summary>
    public string? QueueName { get; set; }

    /// <summary>The queue's division; null keeps the division known so far.</summary>
    public string? DivisionId { get; set; }

    /// <summary>Within how many seconds the platform wants the queue's calls answered; null keeps what is known so far.</summary>
    public double? ServiceLevelTargetSeconds { get; set; }

    /// <summary>The media type (<c>voice</c>, <c>chat</c> ...; an open set), or null when only queue-wide metrics are carried.</summary>
    public string? MediaType { get; set; }

    /// <summary>When the values were so, by the source's clock.</summary>
    public Instant ObservedAt { get; set; }

    /// <summary>Which metrics are carried: bit n stands for the metric with ordinal n.</summary>
    public uint Mask { get; private set; }

    /// <summary>Forgets every value, so that the object can carry the next observation.</summary>
    public void Clear()
    {
        Mask = 0;
        QueueName = DivisionId = MediaType = null;
        ServiceLevelTargetSeconds = null;
    }

    /// <summary>Carries a plain number.</summary>
    /// <exception cref="ArgumentException">For a growing metric (use <see cref="SetSince"/>) or a number that is not finite.</exception>
    public void Set(Metric metric, double value)
    {
        if (metric.IsSince()) throw new ArgumentException($"{metric.Name()} is sent as an instant, not as a number", nameof(metric));
        if (!double.IsFinite(value)) throw new ArgumentException($"{metric.Name()} must be a finite number", nameof(value));
        Store(metric, value);
    }

    /// <summary>Carries a growing metric as the instant it grows from; null: nothing waits (is handled).</summary>
    /// <exception cref="ArgumentException">For a metric that does not grow with the clock.</exception>
    public void SetSince(Metric metric, Instant? since)
    {
        if (!metric.IsSince()) throw new ArgumentException($"{metric.Name()} is sent as a number, not as an instant", nameof(metric));
        Store(metric, since is { } s ? s.Milliseconds : Metrics.None);
    }

    /// <summary>Says that a metric has no value any more: an average whose half hour is over.</summary>
    public void SetUnknown(Metric metric) => Store(metric, double.NaN);

    /// <summary>
    /// The stored form of a carried metric: the number, or milliseconds since the epoch, or <see cref="Metrics.None"/>;
    /// NaN when it is not carried or has no value.
    /// </summary>
    public double Stored(Metric metric) => (Mask >> (int)metric & 1) != 0 ? _values[(int)metric] : double.NaN;

    private void Store(Metric metric, double stored)
    {
        _values[(int)metric] = stored;
        Mask |= metric.Bit();
    }
}
