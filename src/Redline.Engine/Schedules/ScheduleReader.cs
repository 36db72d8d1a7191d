using System.Globalization;
using System.Text.Json;
using Redline.Engine.Definitions;

namespace Redline.Engine.Schedules;

/// <summary>
/// Reads a schedule: <c>{"timeZone":"Europe/Warsaw","windows":[{"days":["MONDAY"],"from":"08:00","to":"18:00"}],
/// "exceptions":[{"date":"2026-12-25","closed":true}]}</c>. Collects every mistake; never half done.
/// </summary>
public static class ScheduleReader
{
    private const string WindowForm = "A window is an object with days, from and to.";
    private const string ExceptionForm = "An exception is an object with date, and with closed, or open: a list of from and to, or true for the whole day.";

    /// <summary>The days of the week as they are written, Monday first.</summary>
    internal static readonly IReadOnlyList<DayOfWeek> Days =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Reads a schedule.</summary>
    /// <param name="json">What stands there.</param>
    /// <param name="path">Where it stands, for the paths of errors.</param>
    /// <param name="errors">Where mistakes are added.</param>
    /// <returns>The schedule, or null when there is a mistake.</returns>
    internal static Schedule? Read(JsonElement json, string path, DefinitionErrors errors)
    {
        var before = errors.Count;
        if (!IsObject(json, path, errors, "schedule.type", "A schedule is an object with timeZone and windows.", "timeZone", "windows", "exceptions")) return null;
        var zone = new FieldReader(errors).Text(json, path, "timeZone", Schedule.TimeZoneLength, required: true) ?? "";
        if (zone.Length > 0 && !ScheduleTimes.Knows(zone))
            errors.Add("schedule.timeZone.unknown", path + ".timeZone", zone, "No such time zone is known here; give its IANA name, such as Europe/Warsaw.");
        var windows = List(json, path, "windows", Schedule.MaxWindows, true, errors, Window);
        var exceptions = List(json, path, "exceptions", Schedule.MaxExceptions, false, errors, Exception);
        foreach (var twice in exceptions.GroupBy(e => e.Date).Where(g => g.Count() > 1))
            errors.Add("schedule.exception.twice", path + ".exceptions", Print(twice.Key), "A date may have one exception; list all its windows in `open`.");
        return errors.Count == before ? new Schedule(zone, windows, [.. exceptions.OrderBy(e => e.Date)]) : null;
    }

    /// <summary>A date as it is written: <c>2026-12-25</c>.</summary>
    internal static string Print(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<T> List<T>(
        JsonElement json, string path, string name, int max, bool required, DefinitionErrors errors, Func<JsonElement, string, DefinitionErrors, T?> read)
        where T : class
    {
        var items = new List<T>();
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            if (required) errors.Add("field.missing", $"{path}.{name}", "", $"Give `{name}`.");
            return items;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > max || (required && list.GetArrayLength() == 0))
        {
            errors.Add("schedule.list", $"{path}.{name}", list, $"`{name}` is a list of {(required ? 1 : 0)} to {max}.");
            return items;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
            if (read(item, $"{path}.{name}[{index++}]", errors) is { } good)
                items.Add(good);
        return items;
    }

    private static ScheduleWindow? Window(JsonElement json, string path, DefinitionErrors errors)
    {
        if (!IsObject(json, path, errors, "schedule.window", WindowForm, "days", "from", "to")) return null;
        byte days = ScheduleWindow.EveryDay;
        if (json.TryGetProperty("days", out var list) && list.ValueKind != JsonValueKind.Null)
        {
            days = 0;
            var words = list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= 7 ? list.EnumerateArray().Select(DayOf).ToArray() : [null];
            foreach (var day in words.OfType<DayOfWeek>()) days |= (byte)(1 << (int)day);
            if (words.Contains(null))
                errors.Add("schedule.days", path + ".days", list, "`days` is a list of 1 to 7 of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY (case matters); left out: every day.");
        }

        return Hours(json, path, errors) is { } hours ? new ScheduleWindow(days, hours) : null;
    }

    private static ScheduleException? Exception(JsonElement json, string path, DefinitionErrors errors)
    {
        if (!IsObject(json, path, errors, "schedule.exception", ExceptionForm, "date", "open", "closed")) return null;
        var text = new FieldReader(errors).Text(json, path, "date", 10, required: true);
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1970 and < 9990;
        if (!isDate && text is not null) errors.Add("schedule.date", path + ".date", text, "`date` is a day such as 2026-12-25.");
        var open = json.TryGetProperty("open", out var o) ? o.ValueKind : JsonValueKind.Undefined;
        var closed = json.TryGetProperty("closed", out var c) ? c.ValueKind : JsonValueKind.Undefined;
        var isClosed = closed == JsonValueKind.True;
        var isOpen = open == JsonValueKind.True || (open == JsonValueKind.Array && o.GetArrayLength() is > 0 and <= Schedule.MaxWindows);
        if (isOpen == isClosed || !(isClosed || closed is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False)
            || !(isOpen || open is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False))
        {
            errors.Add("schedule.exception", path, json, ExceptionForm);
            return null;
        }

        var hours = new List<ScheduleHours>();
        if (open == JsonValueKind.True) hours.Add(ScheduleHours.WholeDay);
        if (open == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in o.EnumerateArray())
            {
                var at = $"{path}.open[{index++}]";
                if (IsObject(item, at, errors, "schedule.window", "What is open is an object with from and to.", "from", "to") && Hours(item, at, errors) is { } one)
                    hours.Add(one);
            }
        }

        return isDate ? new ScheduleException(date, hours) : null;
    }

    private static ScheduleHours? Hours(JsonElement json, string path, DefinitionErrors errors)
    {
        var (from, to) = (Minutes(json, path, "from", errors), Minutes(json, path, "to", errors));
        if (from is not { } begin || to is not { } end) return null;
        if (begin < ScheduleHours.Day && begin != end && end > 0) return new ScheduleHours(begin, end);
        if (begin < ScheduleHours.Day && end == 0 && begin != 0) return new ScheduleHours(begin, ScheduleHours.Day);
        errors.Add("schedule.hours", path, json, "`from` and `to` differ, and `from` is before 24:00. A whole day is from 00:00 to 24:00.");
        return null;
    }

    private static int? Minutes(JsonElement json, string path, string name, DefinitionErrors errors)
    {
        var text = new FieldReader(errors).Text(json, path, name, 5, required: true);
        if (text is null) return null;
        if (text.Length == 5 && text[2] == ':' && TwoDigits(text, 0) is { } hours && TwoDigits(text, 3) is { } minutes
            && minutes < 60 && hours * 60 + minutes <= ScheduleHours.Day)
            return hours * 60 + minutes;
        errors.Add("schedule.time", $"{path}.{name}", text, $"`{name}` is a time from 00:00 to 24:00, with two digits each.");
        return null;
    }

    private static int? TwoDigits(string text, int at) =>
        char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) ? (text[at] - '0') * 10 + (text[at + 1] - '0') : null;

    private static DayOfWeek? DayOf(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String) return null;
        var word = json.GetString();
        foreach (var day in Days)
            if (ScheduleWriter.Word(day) == word)
                return day;
        return null;
    }

    private static bool IsObject(JsonElement json, string path, DefinitionErrors errors, string code, string form, params string[] known)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(code, path, json, form);
            return false;
        }

        foreach (var property in json.EnumerateObject().Where(p => !known.Contains(p.Name, StringComparer.Ordinal)))
            errors.Add("schedule.property.unknown", $"{path}.{property.Name}", property.Name, $"Remove it; only these may stand here: {string.Join(", ", known)}.");
        return true;
    }
}
