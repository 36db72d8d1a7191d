using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Definitions;
using Redline.Engine.Schedules;

namespace Redline.Engine.Tests.Schedules;

/// <summary>Schedules for tests: read from JSON, or any that is valid.</summary>
internal static class SomeSchedule
{
    private static readonly Gen<ScheduleHours> Hours =
        from f in Gen.Elements(0, 60, 90, 119, 120, 121, 150, 180, 480, 1_320, 1_439)
        from t in Gen.Elements(1, 60, 119, 120, 121, 150, 180, 181, 1_080, 1_439, 1_440)
        where f != t
        select new ScheduleHours(f, t);

    /// <summary>Any valid schedule of a week around changes of the clocks, in zones that change them in every way there is.</summary>
    public static Gen<Schedule> Any { get; } =
        from zone in Gen.Elements("Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC", "Africa/Casablanca")
        from count in Gen.Choose(1, 3)
        from windows in Gen.ListOf(
            from days in Gen.Choose(1, 127)
            from hours in Hours
            select new ScheduleWindow((byte)days, hours), count)
        from exceptions in Gen.ListOf(
            from day in Gen.Choose(0, 13)
            from open in Gen.Frequency((2, Gen.Constant<ScheduleHours[]>([])), (1, Gen.Constant<ScheduleHours[]>([ScheduleHours.WholeDay])), (2, Hours.Select(h => new[] { h })))
            select (day, open), 2)
        from first in Gen.Elements(new DateOnly(2026, 3, 25), new DateOnly(2026, 10, 20), new DateOnly(2011, 12, 26), new DateOnly(2026, 4, 1))
        select new Schedule(zone, windows, [.. exceptions.DistinctBy(e => e.day).OrderBy(e => e.day).Select(e => new ScheduleException(first.AddDays(e.day), e.open))]);

    public static Schedule Read(string json)
    {
        var (schedule, errors) = TryRead(json);
        Assert.Empty(errors);
        return schedule!;
    }

    public static (Schedule? Schedule, IReadOnlyList<DefinitionError> Errors) TryRead(string json)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new DefinitionErrors();
        return (ScheduleReader.Read(document.RootElement, "$", errors), errors.All);
    }

    public static string Write(Schedule schedule)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) ScheduleWriter.Write(json, schedule);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Instant At(string text) => Instant.TryParse(text, out var at) ? at : throw new FormatException(text);
}
