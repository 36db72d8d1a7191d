namespace Redline.Engine.Schedules;

/// <summary>A schedule in plain words: <c>Monday to Friday 08:00 to 18:00, Europe/Warsaw, except on 2 days</c>.</summary>
public static class ScheduleWords
{
    private const int MaxListed = 3;

    /// <summary>The words.</summary>
    public static string Of(Schedule schedule)
    {
        var windows = schedule.Windows.Take(MaxListed).Select(Of).ToList();
        if (schedule.Windows.Count > MaxListed) windows.Add($"{schedule.Windows.Count - MaxListed} more");
        var exceptions = schedule.Exceptions.Count switch
        {
            0 => "",
            1 => $", otherwise on {ScheduleReader.Print(schedule.Exceptions[0].Date)}",
            var count => $", otherwise on {count} days",
        };
        return $"{string.Join(" and ", windows)} ({schedule.TimeZone}){exceptions}";
    }

    private static string Of(ScheduleWindow window)
    {
        var hours = window.Hours == ScheduleHours.WholeDay
            ? ""
            : $" {ScheduleWriter.Time(window.Hours.From)} to {ScheduleWriter.Time(window.Hours.To)}";
        return DaysOf(window) + hours;
    }

    // Days that follow each other are said as a range; a range may go over the weekend.
    private static string DaysOf(ScheduleWindow window)
    {
        if (window.Days == ScheduleWindow.EveryDay) return "every day";
        var days = ScheduleReader.Days;
        var ranges = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            if (!window.BeginsOn(days[i]) || window.BeginsOn(days[(i + 6) % 7])) continue;
            var length = 1;
            while (window.BeginsOn(days[(i + length) % 7])) length++;
            var last = days[(i + length - 1) % 7];
            ranges.Add(length switch { 1 => $"{days[i]}", 2 => $"{days[i]} and {last}", _ => $"{days[i]} to {last}" });
        }

        return string.Join(", ", ranges);
    }
}
