using Redline.Server.Configuration;

namespace Redline.Server.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void Read_WhenNothingIsGiven_GivesTheDefaults()
    {
        var read = Configured.Of();

        Assert.Empty(read.Mistakes);
        Assert.Equal(5080, read.Options.Server.Port);
        Assert.Equal(["127.0.0.1"], read.Options.Server.Address);
        Assert.Equal(600, read.Options.Identity.RequestsPerMinute);
    }

    [Fact]
    public void Read_WhenAKeyIsGivenInSeveralPlaces_TheFlagWinsOverTheVariableOverTheFile()
    {
        const string file = "server: {port: 1}\nidentity: {requestBurst: 1}\ndesktop: {maxSessions: 1}";
        (string, string)[] variables = [("REDLINE_SERVER__PORT", "2"), ("REDLINE_IDENTITY__REQUEST_BURST", "2")];

        var read = Configured.Of(file, variables, [("server.port", "3")]);

        Assert.Empty(read.Mistakes);
        Assert.Equal((3, 2, 1), (read.Options.Server.Port, read.Options.Identity.RequestBurst, read.Options.Desktop.MaxSessions));
        Assert.Equal("--set", read.Effective!.Given["server.port"].Place);
        Assert.Equal("REDLINE_IDENTITY__REQUEST_BURST", read.Effective.Given["identity.requestBurst"].Place);
    }

    [Theory]
    [InlineData("server:\n  address: [127.0.0.1, '::1']\n  hosts:\n    - a.example.com\nengine: {restartDelaySeconds: 0.25}")]
    [InlineData("""{"server":{"address":["127.0.0.1","::1"],"hosts":["a.example.com"]},"engine":{"restartDelaySeconds":0.25}}""")]
    public void Read_WhenTheFileIsYamlOrJson_ReadsListsAndSeconds(string file)
    {
        var read = Configured.Of(file);

        Assert.Empty(read.Mistakes);
        Assert.Equal(["127.0.0.1", "::1"], read.Options.Server.Address);
        Assert.Equal(["a.example.com"], read.Options.Server.Hosts);
        Assert.Equal(TimeSpan.FromMilliseconds(250), read.Options.Engine.RestartDelay);
    }

    [Fact]
    public void Read_WhenAListIsInAVariable_SplitsAtCommas()
    {
        var read = Configured.Of(variables: [("REDLINE_SERVER__ALLOWED_ORIGINS", "https://a.example.com, https://b.example.com:8443")]);

        Assert.Empty(read.Mistakes);
        Assert.Equal(["https://a.example.com", "https://b.example.com:8443"], read.Options.Server.AllowedOrigins);
    }

    [Fact]
    public void Read_WhenManyThingsAreWrong_NamesThemAllWithTheirPlaces()
    {
        const string file = """
            server:
              prot: 1
              port: eighty
              hosts: ["http://a"]
            identity:
              accessTokenLifeSeconds: 1
            desktop: 7
            """;

        var read = Configured.Of(file, [("REDLINE_SERVER__POTR", "2"), ("REDLINE_PORT", "tcp://10.0.0.1")], [("engine.inboxCapacity", "1"), ("journal.path", "x")]);

        Assert.Null(read.Effective);
        Assert.Equal(
            [
                ("--set", "config.key.unknown"), ("--set", "config.range"),
                ("REDLINE_SERVER__POTR", "config.variable.unknown"),
                ("redline.yaml:2:9", "config.key.unknown"), ("redline.yaml:3:9", "config.value"), ("redline.yaml:4:10", "config.range"),
                ("redline.yaml:6:27", "config.range"), ("redline.yaml:7:10", "config.section"),
            ],
            read.Mistakes.Select(m => (m.Place, m.Code)).OrderBy(m => m.Place, StringComparer.Ordinal).ThenBy(m => m.Code, StringComparer.Ordinal));
        Assert.Contains(read.Mistakes, m => m.Message.Contains("did you mean server.port?", StringComparison.Ordinal));
        Assert.Contains(read.Mistakes, m => m.Message.Contains("did you mean REDLINE_SERVER__PORT?", StringComparison.Ordinal));
        Assert.Contains("""redline.yaml:6:27: identity.accessTokenLifeSeconds must be from 2 to 86400. It is "1". [config.range]""", read.Mistakes.Select(m => m.ToString()));
    }

    [Theory]
    [InlineData("server: [", "config.file.syntax")]
    [InlineData("- 1", "config.file.root")]
    [InlineData("server: &a {port: 1}\ndesktop: *a", "config.file.anchor")]
    [InlineData("server: {port: 1, port: 2}", "config.file.syntax")]
    [InlineData("server.port: 1", "config.key.unknown")]
    [InlineData("server: {address: [[1]]}", "config.value")]
    [InlineData("server: {port: [1]}", "config.value")]
    public void Read_WhenTheFileIsNoConfiguration_SaysWhere(string file, string code)
    {
        var read = Configured.Of(file);

        Assert.Null(read.Effective);
        Assert.Contains(read.Mistakes, m => m.Code == code && m.Place.StartsWith("redline.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_WhenTheFileIsDeeplyNested_RefusesIt() =>
        Assert.Equal(["config.file.depth"], Configured.Of(new string('[', 5000)).Mistakes.Select(m => m.Code));

    [Fact]
    public void Read_WhenTheFileIsMissing_SaysSoBesideTheRest()
    {
        var effective = ConfigurationReader.Read(
            new("nowhere.yaml", new Dictionary<string, string>(), [new("server.port", "--port", "x")]), out var mistakes);

        Assert.Null(effective);
        Assert.Equal(["config.file.unreadable", "config.value"], mistakes.Select(m => m.Code));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("# nothing", "")]
    [InlineData("server:\n  port:\n", "")]
    public void Read_WhenNothingIsSet_IsNoMistake(string file, string codes) =>
        Assert.Equal(codes, string.Join(' ', Configured.Of(file).Mistakes.Select(m => m.Code)));

    [Fact]
    public void Print_WhenReadAgain_GivesTheSameOptions()
    {
        var first = Configured.Of("server: {address: ['127.0.0.1', '::1'], port: 0}\nengine: {restartDelaySeconds: 0.25}\nidentity: {peopleFile: 'C:\\a # b'}");
        var printed = first.Effective!.Print();

        var again = Configured.Of(printed);

        Assert.Empty(again.Mistakes);
        Assert.Equal(ValuesOf(first.Options), ValuesOf(again.Options));
        Assert.Contains("  port: 0  # ", printed);
        Assert.Contains("  maxSessions: 20000  # default", printed);
    }

    [Fact]
    public void Sections_EachCheckTheirOptions() => Assert.All(
        typeof(RedlineOptions).GetProperties(),
        p => Assert.NotNull((Settings.NamedBy(p.PropertyType) ?? p.PropertyType).GetMethod("Validate", Type.EmptyTypes)));

    private static IEnumerable<string> ValuesOf(RedlineOptions options) =>
        EffectiveConfiguration.ValuesOf(options, "").Select(v => $"{v.Key}={SettingText.Write(v.Value)}");
}
