using System.Text.RegularExpressions;
using Redline.Server.Configuration;

namespace Redline.Server.Tests.Configuration;

/// <summary>Holds docs/operating/configuration.md against the options: a row for each, with its default, and no other.</summary>
public sealed partial class ConfigurationDocumentTests
{
    private const string Page = "docs/operating/configuration.md";

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, Page));

    [Fact]
    public void Options_AreAllOnThePageWithTheirDefaults()
    {
        var values = EffectiveConfiguration.ValuesOf(new RedlineOptions(), "").ToDictionary(v => v.Key, v => SettingText.Write(v.Value));
        var expected = Settings.All.Where(s => !s.Key.Contains('*', StringComparison.Ordinal)).Select(s => $"{s.Key} = {values[s.Key]}");
        var written = Row().Matches(Text).Where(m => !m.Groups[1].Value.Contains('*', StringComparison.Ordinal))
            .Select(m => $"{m.Groups[1].Value} = {m.Groups[2].Value}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NamedOptions_AreAllOnThePage()
    {
        var expected = Settings.All.Select(s => s.Key).Where(k => k.Contains('*', StringComparison.Ordinal));
        var written = Row().Matches(Text).Select(m => m.Groups[1].Value).Where(k => k.Contains('*', StringComparison.Ordinal));

        Assert.Equal(expected.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_EachSayBoundsAndMeaning() => Assert.All(
        Row().Matches(Text), m => Assert.True(m.Groups[3].Value.Trim().Length > 0 && m.Groups[4].Value.Trim().Length > 10, m.Value));

    [Theory]
    [InlineData("server.port", "REDLINE_SERVER__PORT")]
    [InlineData("server.tls.certificateFile", "REDLINE_SERVER__TLS__CERTIFICATE_FILE")]
    public void Variable_OfAnOption_IsItsKeyInCapitals(string key, string variable) =>
        Assert.Equal(variable, Settings.All.Single(s => s.Key == key).Variable);

    [Fact]
    public void Variables_OfAllOptions_SetThem() => Assert.All(
        Settings.All.Where(s => !s.Key.Contains('*', StringComparison.Ordinal)),
        s =>
        {
            var mistakes = new List<ConfigurationMistake>();
            var read = ConfigurationEnvironment.Read(new Dictionary<string, string> { [s.Variable] = "1" }, mistakes);
            Assert.Equal(s.Key, Assert.Single(read).Key);
        });

    [GeneratedRegex(@"^\| `([a-z][\w.*]+)` \| `([^`]*)` \| ([^|]*) \| ([^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
