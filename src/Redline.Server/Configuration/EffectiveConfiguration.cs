using System.Collections;
using System.Globalization;
using System.Text;

namespace Redline.Server.Configuration;

/// <summary>The options as they count, and where each value came from. Immutable.</summary>
/// <param name="Options">The options.</param>
/// <param name="Given">What was given, by key; what is not in it has its default.</param>
internal sealed record EffectiveConfiguration(RedlineOptions Options, IReadOnlyDictionary<string, GivenValue> Given)
{
    private const string Redacted = "\"***\"";

    /// <summary>Every option with its value and its place, as a redline.yaml; secrets are left out.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        string[] open = [];
        foreach (var (key, value, isSecret) in ValuesOf(Options, ""))
        {
            var names = key.Split('.');
            for (var i = 0; i < names.Length - 1; i++)
                if (i >= open.Length || !names[..(i + 1)].SequenceEqual(open.Take(i + 1)))
                    text.AppendLine(CultureInfo.InvariantCulture, $"{Indent(i)}{names[i]}:");
            open = names[..^1];
            var shown = isSecret && value is not null ? Redacted : SettingText.Write(value);
            var place = Given.TryGetValue(key, out var given) ? given.Place : "default";
            text.AppendLine(CultureInfo.InvariantCulture, $"{Indent(open.Length)}{names[^1]}: {shown}  # {place}");
        }

        return text.ToString();
    }

    /// <summary>Every option with its value, by key.</summary>
    public static IEnumerable<(string Key, object? Value, bool IsSecret)> ValuesOf(object record, string path)
    {
        foreach (var property in Settings.PropertiesOf(record.GetType(), path))
        {
            var (key, value) = (Settings.KeyOf(path, property), property.GetValue(record));
            if (value is IEnumerable map && Settings.NamedBy(property.PropertyType) is { } named)
            {
                foreach (var (name, item) in Pairs(map))
                    foreach (var inner in Settings.IsSection(named) ? ValuesOf(item!, $"{key}.{name}") : [($"{key}.{name}", item, false)])
                        yield return inner;
            }
            else if (Settings.IsSection(property.PropertyType))
            {
                foreach (var inner in ValuesOf(value!, key)) yield return inner;
            }
            else
            {
                yield return (key, value, property.IsDefined(typeof(SecretOptionAttribute), inherit: true));
            }
        }
    }

    private static IEnumerable<(string Name, object? Item)> Pairs(IEnumerable map)
    {
        foreach (var pair in map)
            yield return ((string)pair.GetType().GetProperty("Key")!.GetValue(pair)!, pair.GetType().GetProperty("Value")!.GetValue(pair));
    }

    private static string Indent(int depth) => new(' ', depth * 2);
}
