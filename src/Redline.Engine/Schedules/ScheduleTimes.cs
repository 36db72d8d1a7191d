namespace Redline.Engine.Schedules;

/// <summary>
/// When a schedule is open and when it changes. Pure but for what it last found, which it keeps since it is asked the same
/// again and again. Not safe for use by several threads.
/// </summary>
public sealed class ScheduleTimes
{
    // A window is open for less than two days. Further ahead than the horizon nothing is looked for: whoever waits looks again.
    private const int DaysBack = 9;
    private const int Horizon = 400;
    private static readonly DateTime Earliest = new(1900, 1, 1);
    private static readonly DateTime Latest = new(9990, 1, 1);

    private readonly Schedule _schedule;
    private readonly ZoneClock _clock;
    private readonly Dictionary<DateOnly, IReadOnlyList<ScheduleHours>> _exceptions;
    private ScheduleSpan _last = new(false, Instant.Never, Instant.Beginning);

    /// <summary>The times of a schedule.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know its time zone.</exception>
    public ScheduleTimes(Schedule schedule)
    {
        _schedule = schedule;
        _clock = ZoneClock.Find(schedule.TimeZone) ?? throw new TimeZoneNotFoundException($"This machine does not know the time zone {schedule.TimeZone}.");
        _exceptions = schedule.Exceptions.ToDictionary(e => e.Date, e => e.Open);
    }

    /// <summary>Whether this machine knows a time zone by its IANA name.</summary>
    public static bool Knows(string timeZone) => ZoneClock.Find(timeZone) is not null;

    /// <summary>
    /// The stretch in which an instant lies. Adjoining windows are one stretch. One that goes on for longer than is looked
    /// ahead ends where the looking does, if an exception is to come after that.
    /// </summary>
    public ScheduleSpan At(Instant at)
    {
        if (!_last.Holds(at)) _last = Find(at);
        return _last;
    }

    private ScheduleSpan Find(Instant at)
    {
        var today = _clock.Shows(Clamp(at)).Date;
        var closedFrom = Instant.Beginning;
        var (from, until) = (Instant.Never, Instant.Beginning); // the open stretch being put together; none yet
        var first = Later(Earliest, today.AddDays(-DaysBack));
        var end = Earlier(Latest, today.AddDays(Horizon));
        for (var day = first; day < end; day = day.AddDays(1))
        {
            foreach (var (opens, closes) in OfDay(day))
            {
                if (opens <= until)
                {
                    until = Instant.Max(until, closes);
                    continue;
                }

                if (until > at) return new(true, from, until);
                if (until != Instant.Beginning) closedFrom = until;
                if (opens > at) return new(false, closedFrom, opens);
                (from, until) = (opens, closes);
            }
        }

        var looked = IsMoreToCome(end) ? _clock.At(end, last: false) : Instant.Never;
        if (until <= at) return new(false, until == Instant.Beginning ? closedFrom : until, looked);
        var goesOn = until >= _clock.At(end.AddDays(-1), last: false);
        var began = from <= _clock.At(first.AddDays(1), last: false) ? Instant.Beginning : from;
        return new(true, began, goesOn ? looked : until);
    }

    private IEnumerable<(Instant Opens, Instant Closes)> OfDay(DateTime day)
    {
        var hours = _exceptions.TryGetValue(DateOnly.FromDateTime(day), out var open)
            ? open
            : _schedule.Windows.Where(w => w.BeginsOn(day.DayOfWeek)).Select(w => w.Hours);
        return hours.OrderBy(h => h.From).Select(h => (
            _clock.At(day.AddMinutes(h.From), last: false),
            _clock.At(day.AddMinutes(h.CrossesMidnight ? h.To + ScheduleHours.Day : h.To), last: true)));
    }

    private bool IsMoreToCome(DateTime end) => _schedule.Exceptions.Any(e => e.Date >= DateOnly.FromDateTime(end));

    private static Instant Clamp(Instant at) => Instant.Max(Instant.From(Utc(Earliest)), Instant.Min(at, Instant.From(Utc(Latest))));

    private static DateTimeOffset Utc(DateTime day) => new(day, TimeSpan.Zero);

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
