namespace Redline.Engine.Schedules;

/// <summary>A stretch of the time line that is wholly inside a schedule, or wholly outside.</summary>
/// <param name="IsOpen">Inside.</param>
/// <param name="From">When it began, inclusive; <see cref="Instant.Beginning"/>: longer ago than is looked.</param>
/// <param name="Until">When it ends, exclusive; <see cref="Instant.Never"/>: it does not.</param>
public readonly record struct ScheduleSpan(bool IsOpen, Instant From, Instant Until)
{
    /// <summary>Whether an instant lies in it.</summary>
    public bool Holds(Instant at) => at >= From && at < Until;
}
