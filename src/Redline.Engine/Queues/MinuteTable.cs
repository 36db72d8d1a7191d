using Redline.Engine.Alerts;

namespace Redline.Engine.Queues;

/// <summary>
/// What changes of queues as minutes complete, and half hours: counts per minute, and the figures of a half hour, which
/// have no value in the next until it has samples. Looks once a minute at the scopes of which any of this was heard.
/// </summary>
internal sealed class MinuteTable(WatchTable watches)
{
    /// <summary>The metrics that are of the current half hour.</summary>
    public const uint HalfHourMask = 1u << (int)Metric.ServiceLevelPercent | 1u << (int)Metric.OfferedCount
        | 1u << (int)Metric.AbandonedCount | 1u << (int)Metric.AbandonRatePercent | 1u << (int)Metric.AverageWaitSeconds
        | 1u << (int)Metric.AverageHandleSeconds;

    private readonly List<QueueScope> _scopes = [];
    private Instant _reached = Instant.Beginning;

    /// <summary>When the next minute begins; <see cref="Instant.Never"/> while there is nothing to look at.</summary>
    public Instant NextWakeup => _scopes.Count == 0 || _reached == Instant.Beginning ? Instant.Never : _reached.Plus(MinuteCounts.Minute);

    /// <summary>Takes what a message said of a scope. Allocates nothing for one known already.</summary>
    public void Take(QueueScope scope, uint taken, Instant at, Instant now)
    {
        if ((taken & HalfHourMask) != 0)
        {
            Restore(scope, taken);
            if (_reached == Instant.Beginning) _reached = StartOf(now);
        }

        if (scope.Minutes is not { } minutes || (taken & Counted) == 0) return;
        var values = scope.Values;
        var ringing = values[(int)Metric.RingingCount];
        minutes.Take(
            at, values[(int)Metric.OfferedCount], values[(int)Metric.AbandonedCount],
            values[(int)Metric.WaitingCount] + (double.IsNaN(ringing) ? 0 : ringing));
        minutes.Reach(now);
        watches.Touch(scope, scope.PutRates(), now);
    }

    /// <summary>The same of what was kept across a restart; the minutes begin with what is heard.</summary>
    public void Restore(QueueScope scope, uint taken)
    {
        if ((taken & HalfHourMask) == 0 || scope.Minutes is not null) return;
        scope.Minutes = new MinuteCounts();
        _scopes.Add(scope);
    }

    /// <summary>A queue is no more.</summary>
    public void Forget(QueueScope scope) => _scopes.Remove(scope);

    /// <summary>Takes the minutes that have begun up to an instant.</summary>
    public void Elapse(Instant at)
    {
        if (NextWakeup > at) return;
        _reached = StartOf(at);
        foreach (var scope in _scopes)
        {
            scope.Minutes!.Reach(at);
            watches.Touch(scope, scope.PutRates() | scope.EndHalfHour(HalfHourStart(at)), at);
        }
    }

    private const uint Counted = 1u << (int)Metric.OfferedCount | 1u << (int)Metric.AbandonedCount
        | 1u << (int)Metric.WaitingCount | 1u << (int)Metric.RingingCount;

    private static Instant StartOf(Instant at) => new(MinuteCounts.MinuteOf(at) * MinuteCounts.Minute);

    private static Instant HalfHourStart(Instant at) => new(MinuteCounts.MinuteOf(at) / 30 * 30 * MinuteCounts.Minute);
}
