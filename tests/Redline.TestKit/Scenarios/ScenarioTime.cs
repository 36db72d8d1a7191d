using System.Globalization;
using Redline.Engine;

namespace Redline.TestKit.Scenarios;

/// <summary>Times of day as scenario files write them; the day is 2026-03-02 unless one is given.</summary>
public static class ScenarioTime
{
    /// <summary>The day on which every story plays.</summary>
    public const string Day = "2026-03-02";

    /// <summary>Reads <c>10:00:00</c>, <c>10:00:00.001</c> or a whole ISO instant.</summary>
    /// <exception cref="ScenarioException">The text is none of these.</exception>
    public static Instant Parse(string text)
    {
        var whole = text.Contains('-', StringComparison.Ordinal) ? text : $"{Day}T{text}Z";
        return Instant.TryParse(whole, out var instant) ? instant : throw new ScenarioException($"`{text}` is not a time");
    }

    /// <summary>The shortest spelling: no milliseconds when there are none, no date on the day of the story.</summary>
    public static string Print(Instant instant)
    {
        if (instant == Instant.Never || instant == Instant.Beginning) return instant.ToString();
        var time = instant.ToDateTimeOffset();
        var format = instant.Milliseconds % 1000 == 0 ? "HH:mm:ss" : "HH:mm:ss.fff";
        var text = time.ToString(format, CultureInfo.InvariantCulture);
        var day = time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day == Day ? text : $"{day}T{text}Z";
    }

    /// <summary>A number as people write it.</summary>
    public static string Print(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
