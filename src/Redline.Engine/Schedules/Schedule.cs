namespace Redline.Engine.Schedules;

/// <summary>Times of a week and of single days, in a time zone. Immutable and valid; equal when it says the same.</summary>
/// <param name="TimeZone">The IANA name of the time zone: <c>Europe/Warsaw</c>.</param>
/// <param name="Windows">What is inside it every week; at least one, in the order they were written.</param>
/// <param name="Exceptions">Days on which other windows, or none, begin; each date at most once, in order of the dates.</param>
public sealed record Schedule(string TimeZone, IReadOnlyList<ScheduleWindow> Windows, IReadOnlyList<ScheduleException> Exceptions)
{
    /// <summary>How many windows a schedule may have.</summary>
    public const int MaxWindows = 50;

    /// <summary>How many exceptions a schedule may have.</summary>
    public const int MaxExceptions = 400;

    /// <summary>How long the name of a time zone may be, in characters.</summary>
    public const int TimeZoneLength = 64;

    /// <inheritdoc/>
    public bool Equals(Schedule? other) => other is not null
        && TimeZone == other.TimeZone && Windows.SequenceEqual(other.Windows) && Exceptions.SequenceEqual(other.Exceptions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TimeZone, Windows.Count, Exceptions.Count);
}

/// <summary>A stretch of time on some days of the week.</summary>
/// <param name="Days">The days on which it begins: bit n stands for <see cref="DayOfWeek"/> n.</param>
/// <param name="Hours">From when to when.</param>
public sealed record ScheduleWindow(byte Days, ScheduleHours Hours)
{
    /// <summary>Every day of the week.</summary>
    public const byte EveryDay = 0x7F;

    /// <summary>Whether it begins on a day.</summary>
    public bool BeginsOn(DayOfWeek day) => (Days & (1 << (int)day)) != 0;
}

/// <summary>From when to when, as a clock on the wall shows it.</summary>
/// <param name="From">Minutes since midnight, inclusive; 0 to 1,439.</param>
/// <param name="To">
/// Minutes since midnight, exclusive; 1 to 1,440, and not <paramref name="From"/>. Not later than that: of the next day.
/// </param>
public readonly record struct ScheduleHours(int From, int To)
{
    /// <summary>Minutes of a day.</summary>
    public const int Day = 1_440;

    /// <summary>A whole day.</summary>
    public static readonly ScheduleHours WholeDay = new(0, Day);

    /// <summary>Whether it ends on the day after the one on which it begins.</summary>
    public bool CrossesMidnight => To < From;
}

/// <summary>A day on which other windows begin than its day of the week says.</summary>
/// <param name="Date">The day.</param>
/// <param name="Open">The windows that begin on it, in the order they were written; none: closed.</param>
public sealed record ScheduleException(DateOnly Date, IReadOnlyList<ScheduleHours> Open)
{
    /// <inheritdoc/>
    public bool Equals(ScheduleException? other) => other is not null && Date == other.Date && Open.SequenceEqual(other.Open);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Date, Open.Count);
}
