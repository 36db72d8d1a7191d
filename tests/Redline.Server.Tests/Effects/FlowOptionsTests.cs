using Redline.Server.Configuration;
using Redline.Server.Effects;

namespace Redline.Server.Tests.Effects;

public sealed class FlowOptionsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Secrets_ComeFromWhereTheyAre_AndAreShownNowhere()
    {
        var file = _directory.Write("crm", "in a file now\n");
        var configuration = Read($"flows: {{secrets: {{crm: {{file: {file}}}, hook: {{value: written-down-here}}, path: {{variable: PATH}}}}}}", out var mistakes);
        Assert.Empty(mistakes);
        var secrets = new ConfiguredSecrets(configuration!.Options.Flows.Secrets);
        Assert.Equal(("in a file now", "written-down-here", null), (secrets.Find("crm"), secrets.Find("hook"), secrets.Find("other")));
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), secrets.Find("path"));
        File.WriteAllText(file, "changed since");
        Assert.Equal("changed since", secrets.Find("crm"));
        Assert.DoesNotContain("written-down-here", configuration.Print(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenMuchIsWrong_NamesAllOfIt()
    {
        Read(
            "flows: {allowedHosts: ['https://a'], allowedNetworks: [fe80::/10], secrets: {a: {file: /nowhere}, 'b c': {value: x, variable: PATH}, d: {variable: REDLINE_NOT_THERE}}, effects: {callsPerHost: 0, maxAnswerBytes: 1}, proxy: {user: u}}",
            out var mistakes);
        string[] problems =
        [
            "flows.allowedHosts must be hosts such as", "flows.allowedNetworks must not be link-local", "flows.secrets must be named by", "flows.secrets.a.file must be there",
            "flows.secrets.b c.file must name a file", "flows.secrets.d.variable must be set", "flows.effects.callsPerHost must be from 1 to 100",
            "flows.effects.maxAnswerBytes must be from 1024 to 1048576", "flows.proxy.address must be given",
        ];
        Assert.Equal(problems.Length, mistakes.Count);
        Assert.All(problems, p => Assert.Contains(mistakes, m => m.ToString().Contains(p, StringComparison.Ordinal)));
    }

    private EffectiveConfiguration? Read(string yaml, out IReadOnlyList<ConfigurationMistake> mistakes) =>
        ConfigurationReader.Read(new(_directory.Write("redline.yaml", yaml), new Dictionary<string, string>(), []), out mistakes);
}
