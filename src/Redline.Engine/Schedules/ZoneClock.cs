namespace Redline.Engine.Schedules;

/// <summary>
/// What the clocks of a time zone show, and when they show something. The rules of zones are data of the system; nothing
/// here knows what time it is.
/// </summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    private const long DayTicks = TimeSpan.TicksPerDay;

    public static ZoneClock? Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new ZoneClock(zone) : null;

    /// <summary>What a clock there shows at an instant.</summary>
    public DateTime Shows(Instant at)
    {
        var utc = at.ToDateTimeOffset().UtcDateTime;
        return DateTime.SpecifyKind(utc + zone.GetUtcOffset(utc), DateTimeKind.Unspecified);
    }

    /// <summary>
    /// When a clock there shows a time: for one it shows twice the first or the last, for one it never shows the instant
    /// at which it jumps over it.
    /// </summary>
    public Instant At(DateTime shown, bool last)
    {
        // Far enough apart to be on both sides of a change, so near that there is only one.
        var (before, after) = (UtcBy(OffsetAt(shown, -DayTicks), shown), UtcBy(OffsetAt(shown, DayTicks), shown));
        var (low, high) = before <= after ? (before, after) : (after, before);
        if (low == high) return Of(low);
        var (isLow, isHigh) = (IsShownAt(low, shown), IsShownAt(high, shown));
        if (isLow || isHigh) return Of(isHigh && (last || !isLow) ? high : low);
        return Jump(low, high, shown);
    }

    // The first instant at which the clock shows that time or a later one; in between there is one jump ahead.
    private Instant Jump(DateTime low, DateTime high, DateTime shown)
    {
        var (from, to) = (Of(low).Milliseconds, Of(high).Milliseconds);
        while (from < to)
        {
            var middle = from + (to - from) / 2;
            if (Shows(new Instant(middle)) >= shown) to = middle;
            else from = middle + 1;
        }

        return new Instant(from);
    }

    private bool IsShownAt(DateTime utc, DateTime shown) => utc + zone.GetUtcOffset(utc) == shown;

    private TimeSpan OffsetAt(DateTime shown, long ticksOff) =>
        zone.GetUtcOffset(DateTime.SpecifyKind(shown.AddTicks(ticksOff), DateTimeKind.Utc));

    private static DateTime UtcBy(TimeSpan offset, DateTime shown) => DateTime.SpecifyKind(shown - offset, DateTimeKind.Utc);

    private static Instant Of(DateTime utc) => Instant.From(new DateTimeOffset(utc, TimeSpan.Zero));
}
