using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Schedules;
using Redline.Engine.Streams;

namespace Redline.Engine.Alerts;

/// <summary>The two conditions of one level, bound to one scope.</summary>
/// <param name="Filter">When true, the level breaches.</param>
/// <param name="Clear">When true while the filter is not, it may close; null: the negation of the filter.</param>
internal sealed record LevelConditions(Condition Filter, Condition? Clear);

/// <summary>
/// Volatile companion of a fingerprint: its stream's conditions bound to its scope, and when it must be decided next.
/// Rebuilt at any time from both states; nothing in it is remembered.
/// </summary>
internal sealed class FingerprintWatch : Scheduled
{
    public FingerprintWatch(Fingerprint fingerprint, StreamDefinition stream, QueueScope scope, LevelConditions[] levels)
    {
        Fingerprint = fingerprint;
        Stream = stream;
        Scope = scope;
        Levels = levels;
        foreach (var level in levels) Reads |= level.Filter.Reads | (level.Clear?.Reads ?? 0);
    }

    public Fingerprint Fingerprint { get; }

    public StreamDefinition Stream { get; }

    public QueueScope Scope { get; }

    public LevelConditions[] Levels { get; }

    /// <summary>When alerts may be open; null: always. Shared by all of the stream.</summary>
    public ScheduleTimes? Schedule { get; init; }

    /// <summary>Whether people are told of its alerts.</summary>
    public bool IsTold => Stream is { Status: StreamStatus.Active, NotificationType: NotificationType.Push };

    /// <summary>Which metrics can change anything.</summary>
    public uint Reads { get; }

    /// <summary>The durable state, or null while nothing was ever decided.</summary>
    public FingerprintState? State { get; set; }

    /// <summary>When the stream came to look at the scope; nothing is decided at an instant before it.</summary>
    public Instant BoundAt { get; set; } = Instant.Beginning;

    /// <summary>When the stream was defined as it is; no fact is dated back before it.</summary>
    public Instant DefinedAt { get; set; } = Instant.Beginning;

    /// <summary>Up to when it has been decided.</summary>
    public Instant DecidedAt { get; set; } = Instant.Beginning;

    /// <summary>Values changed from this instant on and have not been decided yet; <see cref="Instant.Never"/>: none did.</summary>
    public Instant ChangedFrom { get; set; } = Instant.Never;

    /// <summary>The place among the watches of its stream; kept by <see cref="WatchTable"/>.</summary>
    public int Place { get; set; }

    /// <summary>Its due instant has to be computed anew.</summary>
    public bool IsUnscheduled { get; set; }

    /// <summary>
    /// Nothing was heard for a while before the last values: a fact they show may have begun in the gap and is dated
    /// back to where it must have (design section 3 rules 3 and 4).
    /// </summary>
    public bool AfterGap { get; set; }

    /// <summary>
    /// When this fingerprint must be decided next: where values changed, or where the clock changes a condition, ends
    /// a sustain, a clear hold or a suppression. A function of both states.
    /// </summary>
    public Instant NextDue()
    {
        if (!Scope.Confirmed) return Instant.Never;
        if (ChangedFrom != Instant.Never) return Instant.Max(ChangedFrom, Instant.Max(BoundAt, State?.LastAt ?? Instant.Beginning));
        var next = Instant.Never;
        for (var i = 0; i < Levels.Length; i++)
        {
            var level = State is null ? default : State.Levels[i];
            next = Instant.Min(next, Levels[i].Filter.NextChange(Scope.Values, DecidedAt));
            if (level.Phase == LevelPhase.Sustaining)
                next = Instant.Min(next, level.Since.Plus(Stream.Levels[i].SustainMilliseconds));
            if (level.Phase == LevelPhase.Clearing)
                next = Instant.Min(next, level.Since.Plus(Stream.ClearAfterMilliseconds));
            if (level.IsOpen && Levels[i].Clear is { } clear)
                next = Instant.Min(next, clear.NextChange(Scope.Values, DecidedAt));
        }

        if (HeldTruth.IsActive(this, DecidedAt)) next = Instant.Min(next, HeldTruth.NextChange(this, DecidedAt));
        if (State is not { } state || (state.Alert is null && state.Suppression == SuppressionReason.None)) return next;
        if (Schedule is not null) next = Instant.Min(next, Schedule.At(DecidedAt).Until);
        return state.Suppression == SuppressionReason.None ? next : Instant.Min(next, state.SuppressedUntil);
    }
}
