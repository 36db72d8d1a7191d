using System.Text.Json;
using Redline.Engine.Alerts;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Scenarios;

/// <summary>Every <c>*.scenario</c> file beside this one is a test; its name is the sentence it proves.</summary>
public sealed class ScenarioTests
{
    private const string RewriteSwitch = "REDLINE_REWRITE_SCENARIOS";

    private static readonly string Folder = RepositoryFiles.Folder("tests", "Redline.Engine.Tests", "Scenarios");

    public static TheoryData<string> Names() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.scenario").Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_WhenRun_GivesExactlyWhatItSays(string name)
    {
        var path = Path.Combine(Folder, name + ".scenario");
        var written = File.ReadAllText(path);
        var came = ScenarioFile.Parse(written).Run();
        if (Environment.GetEnvironmentVariable(RewriteSwitch) == "1" && came != written) File.WriteAllText(path, came);
        else Assert.Equal(written, came);
    }

    // Suppression delays and never loses: for every reason there is a story in which it ends while the breach holds, and
    // the alert is told by then.
    [Theory]
    [MemberData(nameof(Reasons))]
    public void Suppression_ForEveryReason_HasAStoryInWhichItEndsWhileTheBreachHolds(SuppressionReason reason)
    {
        var name = JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
        var story = File.ReadAllText(Path.Combine(Folder, $"{name}-ends-while-the-breach-holds.scenario"));
        Assert.Matches($"(AlertSuppressed|AlertTriggered).* {reason} until (.|\n)*(AlertTold|AlertTriggered)", story);
    }

    public static TheoryData<SuppressionReason> Reasons() => [.. Enum.GetValues<SuppressionReason>().Where(r => r != SuppressionReason.None)];
}
