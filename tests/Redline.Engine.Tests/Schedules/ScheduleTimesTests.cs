using Redline.Engine.Schedules;

namespace Redline.Engine.Tests.Schedules;

public sealed class ScheduleTimesTests
{
    private const string Office = """
        {"timeZone":"Europe/Warsaw","windows":[{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY"],"from":"08:00","to":"18:00"}],
         "exceptions":[{"date":"2026-12-25","closed":true},{"date":"2026-12-26","open":[{"from":"10:00","to":"12:00"}]}]}
        """;

    private const string Nights = """{"timeZone":"Europe/Warsaw","windows":[{"days":["SATURDAY"],"from":"22:00","to":"02:30"}]}""";

    [Theory]
    [InlineData(Office, "2026-03-02T09:00:00Z", true, "2026-03-02T07:00:00Z", "2026-03-02T17:00:00Z")] // winter
    [InlineData(Office, "2026-07-06T17:00:00Z", false, "2026-07-06T16:00:00Z", "2026-07-07T06:00:00Z")] // summer
    [InlineData(Office, "2026-03-28T12:00:00Z", false, "2026-03-27T17:00:00Z", "2026-03-30T06:00:00Z")] // the clocks go ahead on Sunday
    [InlineData(Office, "2026-10-24T12:00:00Z", false, "2026-10-23T16:00:00Z", "2026-10-26T07:00:00Z")] // and back
    [InlineData(Office, "2026-12-25T12:00:00Z", false, "2026-12-24T17:00:00Z", "2026-12-26T09:00:00Z")] // exceptions
    [InlineData(Office, "2026-12-26T09:30:00Z", true, "2026-12-26T09:00:00Z", "2026-12-26T11:00:00Z")]
    [InlineData(Nights, "2026-03-01T00:00:00Z", true, "2026-02-28T21:00:00Z", "2026-03-01T01:30:00Z")] // over midnight
    [InlineData(Nights, "2026-03-28T23:00:00Z", true, "2026-03-28T21:00:00Z", "2026-03-29T01:00:00Z")] // 02:30 is jumped over
    [InlineData(Nights, "2026-10-24T23:00:00Z", true, "2026-10-24T20:00:00Z", "2026-10-25T01:30:00Z")] // 02:30 comes twice: the last
    public void At_WhenAnInstantIsGiven_KnowsTheStretchAroundIt(string schedule, string at, bool open, string from, string until) =>
        Assert.Equal(
            new ScheduleSpan(open, SomeSchedule.At(from), SomeSchedule.At(until)),
            new ScheduleTimes(SomeSchedule.Read(schedule)).At(SomeSchedule.At(at)));

    [Fact]
    public void At_WhenItIsAlwaysOpen_NeverEnds() => Assert.Equal(
        new ScheduleSpan(true, Instant.Beginning, Instant.Never),
        new ScheduleTimes(SomeSchedule.Read("""{"timeZone":"UTC","windows":[{"from":"00:00","to":"24:00"}]}""")).At(SomeSchedule.At("2026-03-02T09:00:00Z")));

    [Fact]
    public void At_WhenAnExceptionIsFurtherAheadThanIsLooked_LooksAgain()
    {
        var times = new ScheduleTimes(SomeSchedule.Read(
            """{"timeZone":"UTC","windows":[{"from":"00:00","to":"24:00"}],"exceptions":[{"date":"2030-01-01","closed":true}]}"""));
        var at = SomeSchedule.At("2026-03-02T09:00:00Z");
        for (var looks = 0; at < SomeSchedule.At("2030-01-01T00:00:00Z"); looks++)
        {
            Assert.True(times.At(at).IsOpen && looks < 10);
            at = times.At(at).Until;
        }

        Assert.Equal(new ScheduleSpan(false, SomeSchedule.At("2030-01-01T00:00:00Z"), SomeSchedule.At("2030-01-02T00:00:00Z")), times.At(at));
    }

    // Written another way: every minute of three weeks, by what a clock on the wall shows and which windows hold it.
    [Fact]
    public void At_WhenClocksChange_IsWhatAClockOnTheWallSays() => Law.Holds(SomeSchedule.Any, schedule =>
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        var times = new ScheduleTimes(schedule);
        var first = schedule.Exceptions.Count > 0 ? schedule.Exceptions[0].Date : new DateOnly(2026, 3, 20);
        var begin = Instant.From(new DateTimeOffset(first.AddDays(-3).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        for (var minute = 0; minute < 12 * 1_440; minute += 5)
        {
            var at = begin.Plus(minute * 60_000L);
            var span = times.At(at);
            Assert.True(span.Holds(at), $"{at}: {span}");
            if (IsNearAChange(zone, at)) continue; // the table above says what is meant there
            Assert.True(span.IsOpen == IsOpen(schedule, zone, at), $"{at}: {span}");
        }
    }, count: 60);

    private static bool IsOpen(Schedule schedule, TimeZoneInfo zone, Instant at)
    {
        var shown = TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone).DateTime;
        var (today, minute) = (DateOnly.FromDateTime(shown), shown.Hour * 60 + shown.Minute);
        return Windows(schedule, today).Any(h => h.From <= minute && (h.CrossesMidnight || minute < h.To))
            || Windows(schedule, today.AddDays(-1)).Any(h => h.CrossesMidnight && minute < h.To);
    }


    private static IEnumerable<ScheduleHours> Windows(Schedule schedule, DateOnly day) =>
        schedule.Exceptions.FirstOrDefault(e => e.Date == day)?.Open
        ?? schedule.Windows.Where(w => w.BeginsOn(day.DayOfWeek)).Select(w => w.Hours);

    private static bool IsNearAChange(TimeZoneInfo zone, Instant at) =>
        zone.GetUtcOffset(at.Plus(-48 * 3_600_000L).ToDateTimeOffset()) != zone.GetUtcOffset(at.Plus(4 * 3_600_000L).ToDateTimeOffset());
}
