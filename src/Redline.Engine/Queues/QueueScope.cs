using Redline.Engine.Alerts;

namespace Redline.Engine.Queues;

/// <summary>
/// Volatile state of one queue in one media type (or of the whole queue): the last value of each metric with its
/// instant. Each metric keeps the value with the latest instant, so the order of arrival does not matter.
/// </summary>
internal sealed class QueueScope
{
    private const int Wait = (int)Metric.WaitTimeSeconds;
    private const int Waiting = (int)Metric.WaitingCount;
    private const int Ringing = (int)Metric.RingingCount;

    private readonly double[] _observed = new double[Metrics.Count];
    private readonly Instant[] _at = new Instant[Metrics.Count];
    private Instant _lastZeroWaiting = Instant.Beginning;

    public QueueScope(QueueEntry queue, string? mediaType, long ringingHold)
    {
        Hold = new RingingHold(ringingHold);
        Queue = queue;
        MediaType = mediaType;
        Array.Fill(_observed, double.NaN);
        Array.Fill(Values, double.NaN);
        Array.Fill(_at, Instant.Beginning);
        Array.Fill(ValidFrom, Instant.Beginning);
    }

    public QueueEntry Queue { get; }

    public string? MediaType { get; }

    /// <summary>What conditions read: the stored form of each metric, NaN when unknown.</summary>
    public double[] Values { get; } = new double[Metrics.Count];

    /// <summary>Since when each of <see cref="Values"/> can have been so; after a gap, bounds how far back a fact may be dated.</summary>
    public Instant[] ValidFrom { get; } = new Instant[Metrics.Count];

    /// <summary>False while a restarted server has not heard this queue's waiting metrics again: nothing opens or resolves.</summary>
    public bool Confirmed { get; set; } = true;

    /// <summary>Not confirmed within the time a restart is given.</summary>
    public bool IsBlind { get; set; }

    /// <summary>What the wait was before somebody's phone rang.</summary>
    public RingingHold Hold { get; }

    /// <summary>Counts per minute; null while nothing was heard of a half hour.</summary>
    public MinuteCounts? Minutes { get; set; }

    /// <summary>Taken since the last checkpoint.</summary>
    public bool CheckpointDue { get; set; }

    /// <summary>The fingerprints that read this scope.</summary>
    public List<FingerprintWatch> Watches { get; } = [];

    /// <summary>The latest instant of each metric.</summary>
    public ReadOnlySpan<Instant> At => _at;

    /// <summary>What was last observed of each metric.</summary>
    public ReadOnlySpan<double> Observed => _observed;

    public Instant LastZeroWaiting
    {
        get => _lastZeroWaiting;
        set => _lastZeroWaiting = Instant.Max(_lastZeroWaiting, value);
    }

    /// <summary>Takes one metric. Returns its bit when its value was new (not older than the one known), else 0.</summary>
    public uint Take(Metric metric, double stored, Instant at, Instant now)
    {
        var i = (int)metric;
        if (i == Waiting && stored == 0 && at > _lastZeroWaiting)
        {
            LastZeroWaiting = at;
            CheckpointDue = true; // even when the count itself is an old one
        }

        if (at <= _at[i]) return 0;
        if (!_observed[i].Equals(stored))
        {
            _observed[i] = stored;
            ValidFrom[i] = DatedBack(metric, stored, previous: _at[i], Instant.Min(at, now));
        }

        _at[i] = at;
        CheckpointDue = true;
        return metric.Bit();
    }

    /// <summary>
    /// Brings <see cref="Values"/> up to what was observed; returns the mask of the values that changed. The wait is
    /// not simply the last one observed: waitingCount 0 of the same or a later instant means that none waits, and a
    /// count above 0 that followed such a 0 without a new start leaves the wait unknown.
    /// </summary>
    public uint Refresh(uint taken)
    {
        uint changed = 0;
        var (wait, held) = (Values[Wait], Hold.Until);
        for (var rest = taken; rest != 0; rest &= rest - 1)
        {
            var i = System.Numerics.BitOperations.TrailingZeroCount(rest);
            if (i != Wait) changed |= Put(i, _observed[i]);
        }

        if ((taken & Metrics.WaitingMask) != 0 || _lastZeroWaiting >= _at[Wait]) changed |= PutWait();
        if ((taken & Metric.RingingCount.Bit()) != 0) Hold.Ring(_observed[Ringing], _at[Ringing]);
        if ((changed & Metric.WaitTimeSeconds.Bit()) != 0) Hold.Wait(wait, Values[Wait], Instant.Max(_at[Wait], _lastZeroWaiting));
        return held == Hold.Until ? changed : changed | Metric.WaitTimeSeconds.Bit();
    }

    /// <summary>The queue's name or division changed: what was kept of this scope says otherwise.</summary>
    public void Rename() => CheckpointDue |= Array.Exists(_at, at => at != Instant.Beginning);

    /// <summary>Sets a queue-wide value that the queue's own scope has taken; returns its bit if it changed here.</summary>
    public uint Mirror(Metric metric, QueueScope from)
    {
        var i = (int)metric;
        ValidFrom[i] = from.ValidFrom[i];
        return Put(i, from.Values[i]);
    }

    /// <summary>Brings the counts per minute up to date; returns the mask of those that changed.</summary>
    public uint PutRates() =>
        Put((int)Metric.ArrivalsPerMinute, Minutes!.ArrivalsPerMinute) | Put((int)Metric.AnswersPerMinute, Minutes.AnswersPerMinute);

    /// <summary>What happens while nothing is seen belongs to no minute.</summary>
    public void ForgetRates()
    {
        if (Minutes is null) return;
        Minutes.Forget();
        PutRates();
    }

    /// <summary>What is known of a half hour before the one that began at an instant has no value any more.</summary>
    public uint EndHalfHour(Instant began)
    {
        uint ended = 0;
        for (var rest = MinuteTable.HalfHourMask; rest != 0; rest &= rest - 1)
        {
            var metric = (Metric)System.Numerics.BitOperations.TrailingZeroCount(rest);
            if (!double.IsNaN(_observed[(int)metric]) && _at[(int)metric] < began) ended |= Take(metric, double.NaN, began, began);
        }

        if (ended == 0) return 0;
        if ((ended & Metric.OfferedCount.Bit()) != 0) Minutes!.BeginHalfHour();
        return Refresh(ended);
    }

    private uint PutWait()
    {
        if (_at[Wait] > _lastZeroWaiting) return Put(Wait, _observed[Wait]);
        if (_lastZeroWaiting == Instant.Beginning) return 0;
        var noneWaits = _observed[Waiting] == 0;
        ValidFrom[Wait] = ValidFrom[Waiting];
        return Put(Wait, noneWaits ? Metrics.None : double.NaN);
    }

    private uint Put(int i, double value)
    {
        if (Values[i].Equals(value)) return 0;
        Values[i] = value;
        return 1u << i;
    }

    // A start that is reported late has been true since that start, but not since before the metric was last heard:
    // until then the clock had decided with what was known.
    private static Instant DatedBack(Metric metric, double stored, Instant previous, Instant at)
    {
        if (!metric.IsSince() || stored == Metrics.None) return at;
        var since = new Instant((long)stored);
        return Instant.Min(Instant.Max(since, previous), at);
    }
}
