using System.Globalization;

namespace Redline.Server.Configuration;

/// <summary>Values of options as text, both ways.</summary>
internal static class SettingText
{
    private const double MaxSeconds = 1e9;

    /// <summary>Reads a value; false: it is not one, and <paramref name="expected"/> says what is.</summary>
    public static bool TryRead(Type type, GivenValue given, out object? value, out string expected)
    {
        var text = given.Text.Trim();
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        (value, expected) = (null, "");
        if (type == typeof(IReadOnlyList<string>)) value = given.AsList();
        else if (given.Items is not null) expected = "one value, not a list";
        else if (type == typeof(string)) value = text;
        else if (inner == typeof(bool)) (value, expected) = (bool.TryParse(text, out var b) ? b : null, "true or false");
        else if (inner == typeof(int)) (value, expected) = (int.TryParse(text, CultureInfo.InvariantCulture, out var i) ? i : null, "a whole number");
        else if (inner == typeof(long)) (value, expected) = (long.TryParse(text, CultureInfo.InvariantCulture, out var l) ? l : null, "a whole number");
        else if (inner == typeof(double)) (value, expected) = (Number(text), "a number");
        else if (inner == typeof(TimeSpan)) (value, expected) = (Seconds(text), "a number of seconds, to the millisecond");
        else if (inner.IsEnum) (value, expected) = (Choice(inner, text), $"one of {string.Join(", ", Enum.GetNames(inner).Select(Word))}");
        else throw new NotSupportedException($"An option cannot be a {type.Name} yet; teach {nameof(SettingText)} to read it.");
        return value is not null;
    }

    /// <summary>Spells a value so that it reads back as the same one, in YAML and in JSON.</summary>
    public static string Write(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        TimeSpan t => t.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        IReadOnlyList<string> list => $"[{string.Join(", ", list.Select(Quoted))}]",
        Enum e => Word(e.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString()!),
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static TimeSpan? Seconds(string text) =>
        Number(text) is { } seconds && Math.Abs(seconds) <= MaxSeconds ? TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)) : null;

    private static object? Choice(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(n => Word(n) == text) is { } name ? Enum.Parse(type, name) : null;

    private static string Word(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
