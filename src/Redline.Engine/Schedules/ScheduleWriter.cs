using System.Globalization;
using System.Text.Json;

namespace Redline.Engine.Schedules;

/// <summary>Spells a schedule as canonical JSON. Reading it gives the same schedule.</summary>
public static class ScheduleWriter
{
    /// <summary>Writes a schedule as the next value of a writer.</summary>
    public static void Write(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteStartObject();
        json.WriteString("timeZone", schedule.TimeZone);
        json.WriteStartArray("windows");
        foreach (var window in schedule.Windows) Write(json, window);
        json.WriteEndArray();
        if (schedule.Exceptions.Count > 0)
        {
            json.WriteStartArray("exceptions");
            foreach (var exception in schedule.Exceptions) Write(json, exception);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A day of the week as it is written: <c>MONDAY</c>.</summary>
    internal static string Word(DayOfWeek day) => day.ToString().ToUpperInvariant();

    /// <summary>Minutes since midnight as a time: <c>08:00</c>.</summary>
    internal static string Time(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    private static void Write(Utf8JsonWriter json, ScheduleWindow window)
    {
        json.WriteStartObject();
        if (window.Days != ScheduleWindow.EveryDay)
        {
            json.WriteStartArray("days");
            foreach (var day in ScheduleReader.Days.Where(window.BeginsOn)) json.WriteStringValue(Word(day));
            json.WriteEndArray();
        }

        WriteHours(json, window.Hours);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ScheduleException exception)
    {
        json.WriteStartObject();
        json.WriteString("date", ScheduleReader.Print(exception.Date));
        if (exception.Open.Count == 0) json.WriteBoolean("closed", true);
        else if (exception.Open.Count == 1 && exception.Open[0] == ScheduleHours.WholeDay) json.WriteBoolean("open", true);
        else
        {
            json.WriteStartArray("open");
            foreach (var hours in exception.Open)
            {
                json.WriteStartObject();
                WriteHours(json, hours);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteHours(Utf8JsonWriter json, ScheduleHours hours)
    {
        json.WriteString("from", Time(hours.From));
        json.WriteString("to", Time(hours.To));
    }
}
