using Redline.Server.Configuration;

namespace Redline.Server.Tests.Configuration;

/// <summary>What a configuration came to.</summary>
internal sealed record Configured(EffectiveConfiguration? Effective, IReadOnlyList<ConfigurationMistake> Mistakes)
{
    public RedlineOptions Options => Effective!.Options;

    /// <summary>Reads a file of this text, these variables and these flags.</summary>
    public static Configured Of(string? file = null, (string Name, string Text)[]? variables = null, (string Key, string Text)[]? flags = null)
    {
        using var directory = new TemporaryDirectory();
        var sources = new ConfigurationSources(
            file is null ? null : directory.Write("redline.yaml", file),
            (variables ?? []).ToDictionary(v => v.Name, v => v.Text),
            [.. (flags ?? []).Select(f => new GivenValue(f.Key, "--set", f.Text))]);
        var effective = ConfigurationReader.Read(sources, out var mistakes);
        return new(effective, [.. mistakes.Select(m => m with { Place = m.Place.Replace(directory.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) })]);
    }
}
