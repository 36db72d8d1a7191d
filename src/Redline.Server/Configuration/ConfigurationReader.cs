using System.Globalization;
using System.Text.RegularExpressions;

namespace Redline.Server.Configuration;

/// <summary>Where the values come from; a later one wins over an earlier one.</summary>
/// <param name="File">The file; null: there is none.</param>
/// <param name="Variables">The environment.</param>
/// <param name="Flags">The values of the command line.</param>
internal sealed record ConfigurationSources(string? File, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<GivenValue> Flags);

/// <summary>Makes the options of their sources: file, then environment, then flags.</summary>
internal static partial class ConfigurationReader
{
    /// <summary>What the sources come to; null when anything is wrong, and then every mistake.</summary>
    public static EffectiveConfiguration? Read(ConfigurationSources sources, out IReadOnlyList<ConfigurationMistake> mistakes)
    {
        var found = new List<ConfigurationMistake>();
        GivenValue[] values =
        [
            .. sources.File is { } file ? ConfigurationFile.Read(file, found) : [],
            .. ConfigurationEnvironment.Read(sources.Variables, found),
            .. sources.Flags,
        ];
        var given = new Dictionary<string, GivenValue>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (Settings.All.Any(s => s.Matches(value.Key))) given[value.Key] = value;
            else found.Add(Unknown(value));
        }

        var options = (RedlineOptions)new OptionsBinder(given, found).Bind(new RedlineOptions(), "");
        Validate(options, "", given, found);
        mistakes = found;
        return found.Count == 0 ? new(options, given) : null;
    }

    private static ConfigurationMistake Unknown(GivenValue value)
    {
        var isSection = Settings.All.Any(s => s.Key.StartsWith(value.Key + ".", StringComparison.Ordinal));
        return isSection
            ? new(value.Place, "config.section", value.Text, $"{value.Key} is a section; write its options below it.")
            : new(value.Place, "config.key.unknown", value.Key, "There is no such option" + Suggestion.For(value.Key, Settings.All.Select(s => s.Key)));
    }

    private static void Validate(object record, string path, Dictionary<string, GivenValue> given, List<ConfigurationMistake> mistakes)
    {
        if (record.GetType().GetMethod("Validate", Type.EmptyTypes)?.Invoke(record, null) is IReadOnlyList<string> problems)
            mistakes.AddRange(problems.Select(p => MistakeOf(p, record.GetType(), path, given)));
        foreach (var property in Settings.PropertiesOf(record.GetType(), path))
        {
            var (value, key) = (property.GetValue(record)!, Settings.KeyOf(path, property));
            if (Settings.NamedBy(property.PropertyType) is { } named && Settings.IsSection(named))
            {
                foreach (var pair in (System.Collections.IEnumerable)value)
                {
                    var name = (string)pair.GetType().GetProperty("Key")!.GetValue(pair)!;
                    Validate(pair.GetType().GetProperty("Value")!.GetValue(pair)!, Settings.Below(key, name), given, mistakes);
                }
            }
            else if (Settings.IsSection(property.PropertyType))
            {
                Validate(value, key, given, mistakes);
            }
        }
    }

    // The records speak of their properties and spans of time; the operator wrote keys and seconds.
    private static ConfigurationMistake MistakeOf(string problem, Type record, string path, Dictionary<string, GivenValue> given)
    {
        var text = Span().Replace(problem, m => TimeSpan.Parse(m.Value, CultureInfo.InvariantCulture).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        foreach (var property in Settings.PropertiesOf(record, path))
            text = Regex.Replace(text, $@"\b{property.Name}\b", Settings.KeyOf(path, property));

        // Of an option that should be there and is not, the place is that of the one that asks for it.
        var first = text.Split(' ', '[')[0];
        var place = text.Split(' ').Select(w => given.GetValueOrDefault(w.TrimEnd('.', ',', ':', ';'))).FirstOrDefault(v => v is not null);
        var isSecret = Settings.All.FirstOrDefault(s => s.Matches(first))?.IsSecret ?? false;
        return new(place?.Place ?? first, "config.range", place?.Key != first || isSecret ? "" : place.Text, text);
    }

    [GeneratedRegex(@"\b(?:\d+\.)?\d\d:\d\d:\d\d(?:\.\d+)?\b")]
    private static partial Regex Span();
}
