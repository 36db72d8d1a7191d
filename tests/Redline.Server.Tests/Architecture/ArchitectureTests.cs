using System.Text.RegularExpressions;
using System.Xml.Linq;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Simulator.Calls;

namespace Redline.Server.Tests.Architecture;

/// <summary>Holds the arrows between projects and features. A new arrow is a decision: change a table.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>What each project may reference; the compiler then forbids the rest.</summary>
    private static readonly Dictionary<string, string[]> ProjectArrows = new()
    {
        ["Redline.Engine"] = [],
        ["Redline.Simulator"] = [],
        ["Redline.Delivery"] = ["Redline.Engine"],
        ["Redline.GenesysCloud"] = ["Redline.Engine"],
        ["Redline.Server"] = ["Redline.Delivery", "Redline.Engine", "Redline.GenesysCloud", "Redline.Simulator"],
    };

    /// <summary>Packages by the start of their names, and the one project that may reference them.</summary>
    private static readonly (string Package, string Project)[] PackageHomes =
    [
        ("Microsoft.Data.Sqlite", "Redline.Delivery"),
        ("SQLitePCLRaw", "Redline.Delivery"),
        ("Npgsql", "Redline.Delivery"),
        ("RabbitMQ", "Redline.Delivery"),
        ("Dapper", "Redline.Delivery"),
        ("Microsoft.AspNetCore", "Redline.Server"),
    ];

    /// <summary>
    /// The assemblies the engine may use: numbers, texts, collections, JSON, compiled expressions. No sockets, no HTTP,
    /// no files, no channels, no threads.
    /// </summary>
    private static readonly string[] EngineAssemblies =
    [
        "System.Collections", "System.Linq", "System.Linq.Expressions", "System.Memory", "System.Runtime",
        "System.Runtime.InteropServices", "System.Text.Encodings.Web", "System.Text.Json", "System.Text.RegularExpressions",
    ];

    /// <summary>
    /// Which features of its own project a feature may use, by a using or a full name. What stands at a project's root
    /// puts the features together and may use and be used by all.
    /// </summary>
    private static readonly Dictionary<string, string> FeatureArrows = new()
    {
        ["Redline.Engine/Alerts"] = "Filters Queues Schedules Silences Streams",
        ["Redline.Engine/Audiences"] = "Definitions",
        ["Redline.Engine/Codecs"] = "Alerts Definitions Escalations Flows Messages Parameters Queues QueueSets Schedules Silences Sources Streams",
        ["Redline.Engine/Definitions"] = "",
        ["Redline.Engine/Escalations"] = "Alerts",
        ["Redline.Engine/Flows"] = "Alerts Audiences Definitions Filters Messages Queues Streams",
        ["Redline.Engine/Filters"] = "Definitions Queues",
        ["Redline.Engine/Messages"] = "Audiences",
        ["Redline.Engine/Parameters"] = "Definitions Filters",
        ["Redline.Engine/QueueSets"] = "Definitions Filters",
        ["Redline.Engine/Queues"] = "Alerts Sources",
        ["Redline.Engine/Schedules"] = "Definitions",
        ["Redline.Engine/Silences"] = "Alerts Definitions Schedules",
        ["Redline.Engine/Sources"] = "Alerts Queues",
        ["Redline.Engine/Streams"] = "Alerts Definitions Filters Queues Schedules",
        ["Redline.Delivery/Alerts"] = "Journal Organizations",
        ["Redline.Delivery/Deliveries"] = "Journal Organizations",
        ["Redline.Delivery/Desktop"] = "Journal Organizations People Routing",
        ["Redline.Delivery/Effects"] = "",
        ["Redline.Delivery/Escalations"] = "Journal Organizations",
        ["Redline.Delivery/Flows"] = "Journal Organizations",
        ["Redline.Delivery/Journal"] = "",
        ["Redline.Delivery/Organizations"] = "Alerts Escalations Flows Journal References Streams",
        ["Redline.Delivery/People"] = "",
        ["Redline.Delivery/References"] = "Journal Organizations",
        ["Redline.Delivery/Routing"] = "Desktop Organizations People",
        ["Redline.Delivery/Streams"] = "Journal Organizations",
        ["Redline.GenesysCloud/Access"] = "",
        ["Redline.GenesysCloud/Channels"] = "Access Observations",
        ["Redline.GenesysCloud/Diagnosis"] = "Access Channels Observations Queues",
        ["Redline.GenesysCloud/Flows"] = "Access",
        ["Redline.GenesysCloud/Observations"] = "",
        ["Redline.GenesysCloud/People"] = "Access",
        ["Redline.GenesysCloud/Queues"] = "Access Observations",
        ["Redline.Simulator/Agenda"] = "",
        ["Redline.Simulator/Calls"] = "",
        ["Redline.Simulator/Centre"] = "Calls Generation Http Organizations",
        ["Redline.Simulator/Channels"] = "Agenda Centre Http Tokens Topics",
        ["Redline.Simulator/Faults"] = "Agenda Centre Channels Generation Http Organizations Tokens",
        ["Redline.Simulator/Flows"] = "Centre Http Organizations Routing",
        ["Redline.Simulator/Generation"] = "Calls",
        ["Redline.Simulator/Http"] = "Tokens",
        ["Redline.Simulator/Limits"] = "Http Tokens",
        ["Redline.Simulator/Observations"] = "Centre Http Topics",
        ["Redline.Simulator/Organizations"] = "Centre Http",
        ["Redline.Simulator/Outbound"] = "Http",
        ["Redline.Simulator/People"] = "Centre Http Organizations Routing Tokens Topics",
        ["Redline.Simulator/Replay"] = "Calls",
        ["Redline.Simulator/Routing"] = "Centre Http People Topics",
        ["Redline.Simulator/Tokens"] = "Centre Http Limits Organizations",
        ["Redline.Simulator/Topics"] = "Agenda Http",
        ["Redline.Server/Alerts"] = "Http Identity OpenApi",
        ["Redline.Server/Commands"] = "Configuration Definitions Demo Genesys Http Identity Replays Serving Simulation Streams",
        ["Redline.Server/Configuration"] = "Desktop Effects Genesys Idempotency Identity Registrations Serving Telemetry",
        ["Redline.Server/Definitions"] = "Http Identity OpenApi Streams",
        ["Redline.Server/Demo"] = "Alerts Definitions Desktop Effects Escalations Explanations Flows Genesys Health Identity Messages Organizations Parameters Queues QueueSets Records Registrations Serving Silences Simulation Sources Streams Telemetry",
        ["Redline.Server/Desktop"] = "Http Identity OpenApi Organizations Registrations",
        ["Redline.Server/Effects"] = "Genesys Identity Organizations",
        ["Redline.Server/Escalations"] = "Alerts Effects Flows Http Identity OpenApi Organizations",
        ["Redline.Server/Explanations"] = "Alerts Desktop Http Identity OpenApi Organizations Registrations",
        ["Redline.Server/Flows"] = "Desktop Effects Http Identity OpenApi Organizations Registrations Streams",
        ["Redline.Server/Genesys"] = "Identity Queues",
        ["Redline.Server/Health"] = "Http OpenApi",
        ["Redline.Server/Http"] = "Idempotency Identity Organizations",
        ["Redline.Server/Idempotency"] = "Http",
        ["Redline.Server/Identity"] = "Http Idempotency OpenApi Records",
        ["Redline.Server/Messages"] = "Http Identity OpenApi Registrations",
        ["Redline.Server/OpenApi"] = "Http Idempotency",
        ["Redline.Server/Organizations"] = "",
        ["Redline.Server/Parameters"] = "Http Identity OpenApi Organizations",
        ["Redline.Server/QueueSets"] = "Http Identity OpenApi Organizations",
        ["Redline.Server/Queues"] = "Http Identity OpenApi",
        ["Redline.Server/Records"] = "Identity",
        ["Redline.Server/Registrations"] = "Http Idempotency Identity OpenApi Records",
        ["Redline.Server/Replays"] = "Sources",
        ["Redline.Server/Serving"] = "Alerts Configuration Definitions Desktop Effects Escalations Explanations Flows Genesys Health Http Identity Messages Organizations Parameters Queues QueueSets Registrations Silences Sources Streams Telemetry",
        ["Redline.Server/Silences"] = "Http Identity OpenApi Streams",
        ["Redline.Server/Simulation"] = "",
        ["Redline.Server/Sources"] = "Http Identity OpenApi",
        ["Redline.Server/Streams"] = "Http Identity OpenApi Organizations",
        ["Redline.Server/Telemetry"] = "Alerts Desktop Http Identity OpenApi Registrations",
    };

    [Fact]
    public void Projects_ReferenceOnlyWhatTheDesignDraws()
    {
        Assert.Equal(ProjectArrows.Keys.Order(), Projects().Select(p => p.Name).Order());
        Violations.None(
            from project in Projects()
            let references = Names(project.File, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r))
            let found = string.Join(", ", references.Order())
            let drawn = string.Join(", ", ProjectArrows[project.Name].Order())
            where found != drawn
            select $"{project.Name} references [{found}], drawn is [{drawn}]",
            "A reference between projects is a decision: write an ADR and change the table.");
    }

    [Fact]
    public void Packages_StayInTheProjectThatMayUseThem()
    {
        Violations.None(
            from project in Projects()
            from package in Names(project.File, "PackageReference", "FrameworkReference")
            where project.Name is "Redline.Engine" or "Redline.Simulator" || IsAtHomeElsewhere(package, project.Name)
            select $"{project.Name} references {package}",
            "Engine and simulator use no package; storage belongs to Redline.Delivery, ASP.NET to Redline.Server.");
    }

    [Fact]
    public void Packages_OfEveryProject_AreAnalyzersOnly()
    {
        var references = XDocument.Load(Repository.Full("Directory.Build.props")).Descendants("PackageReference");
        Violations.None(
            references.Where(r => r.Attribute("PrivateAssets")?.Value != "all").Select(r => r.ToString()),
            "Directory.Build.props reaches the engine too: only analyzers, with PrivateAssets=\"all\".");
    }

    [Fact]
    public void WebSdk_IsTheServersAlone()
    {
        Violations.None(
            from project in Repository.With(".csproj")
            where XDocument.Load(Repository.Full(project)).Root!.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web"
                && project != "src/Redline.Server/Redline.Server.csproj"
            select project,
            "Only Redline.Server may use ASP.NET.");
    }

    [Fact]
    public void Engine_UsesNoAssemblyThatReachesOutside() => Violations.None(
        ReferencesOf(typeof(AlertEngine)).Except(EngineAssemblies),
        "The engine decides and never acts. If this assembly does neither I/O nor threads, add it to the table.");

    [Fact]
    public void Assemblies_FollowTheSameArrows()
    {
        var ofSimulator = ReferencesOf(typeof(CallRecord)).Where(ProjectArrows.ContainsKey);
        var ofDelivery = ReferencesOf(typeof(IJournal)).Where(r => IsAtHomeElsewhere(r, "Redline.Delivery"));
        Violations.None(
            ofSimulator.Select(r => $"Redline.Simulator uses {r}")
                .Concat(ofDelivery.Select(r => $"Redline.Delivery uses {r}")),
            "The simulator shares no code with what it tests; delivery must be testable without a web host.");
    }

    [Fact]
    public void Engine_HasNoAsynchronousCode() => Violations.None(
        from file in SourcesOf("Redline.Engine")
        from Match match in AsyncWord().Matches(CSharpSource.Strip(Repository.Read(file)))
        select $"{file}: {match.Value}",
        "The engine is one thread, the caller's, and never waits.");

    [Fact]
    public void Features_ReachOnlyTheFeaturesInTheTable()
    {
        var violations = new List<string>();
        foreach (var project in ProjectArrows.Keys)
        {
            var features = SourcesOf(project).Select(FeatureOf).OfType<string>().Distinct().ToList();
            foreach (var feature in features)
            {
                var used = Reach(project, feature, features);
                var drawn = FeatureArrows.GetValueOrDefault($"{project}/{feature}");
                var allowed = drawn?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
                if (drawn is null) violations.Add($"{project}/{feature} has no row");
                violations.AddRange(used.Except(allowed).Select(u => $"{project}/{feature} uses {u}"));
                violations.AddRange(allowed.Except(used).Select(u => $"{project}/{feature} uses {u} no longer"));
            }
        }

        Violations.None(violations, $"An arrow is a decision: change {nameof(FeatureArrows)} only with a reason.");
    }

    [Fact]
    public void EngineEvents_EachHaveAKindInTheCodec() => Violations.None(
        EventTypes().Where(t => !EventCodec.Kinds.Contains(t.Name)).Select(t => t.Name),
        "An event the codec cannot spell cannot be journaled.");

    [Fact]
    public void EngineEvents_EachAppearInAScenario()
    {
        const string folder = "tests/Redline.Engine.Tests/Scenarios/";
        if (!Repository.Files.Any(f => f.StartsWith(folder, StringComparison.Ordinal))) return;
        var scenarios = Repository.With(".scenario").ToList();
        Assert.True(scenarios.Count > 0, $"{folder} holds no *.scenario file");
        var printed = scenarios.SelectMany(Repository.ReadLines).SelectMany(line => line.Split(' ')).ToHashSet();
        Violations.None(
            EventTypes().Where(t => !printed.Contains(t.Name)).Select(t => t.Name),
            $"Write a story in {folder} in which this event happens.");
    }

    private static IEnumerable<Type> EventTypes() =>
        typeof(EngineEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(EngineEvent)) && !t.IsAbstract);

    private static IEnumerable<string> ReferencesOf(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(a => a.Name!);

    private static bool IsAtHomeElsewhere(string package, string project) =>
        PackageHomes.Any(h => package.StartsWith(h.Package, StringComparison.Ordinal) && h.Project != project);

    private static IEnumerable<(string Name, string File)> Projects() =>
        from file in Repository.With(".csproj")
        where file.StartsWith("src/", StringComparison.Ordinal)
        select (Path.GetFileNameWithoutExtension(file), file);

    private static IEnumerable<string> Names(string project, params string[] elements) =>
        from element in XDocument.Load(Repository.Full(project)).Descendants()
        where elements.Contains(element.Name.LocalName)
        select element.Attribute("Include")!.Value;

    private static IEnumerable<string> SourcesOf(string project) =>
        Repository.With(".cs").Where(f => f.StartsWith($"src/{project}/", StringComparison.Ordinal));

    private static string? FeatureOf(string file) => file.Split('/') is [_, _, var feature, _, ..] ? feature : null;

    private static List<string> Reach(string project, string feature, List<string> features)
    {
        var reach = new Regex($@"\b{Regex.Escape(project)}\.(\w+)");
        var names = SourcesOf(project).Where(f => FeatureOf(f) == feature)
            .SelectMany(f => reach.Matches(CSharpSource.Strip(Repository.Read(f))))
            .Select(m => m.Groups[1].Value);
        return [.. names.Where(n => n != feature && features.Contains(n)).Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\b(?:async|await)\b")]
    private static partial Regex AsyncWord();
}
