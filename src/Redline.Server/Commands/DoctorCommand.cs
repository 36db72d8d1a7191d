using System.CommandLine;
using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine.Filters;
using Redline.Engine.Streams;
using Redline.GenesysCloud;
using Redline.GenesysCloud.Diagnosis;
using Redline.Server.Configuration;
using Redline.Server.Genesys;
using Redline.Server.Serving;
using Redline.Server.Streams;

namespace Redline.Server.Commands;

/// <summary><c>redline doctor</c>: examines the way to each organization of Genesys Cloud that is configured.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Option<FileInfo?> Streams = new("--streams")
    {
        Description = "A JSON file with a list of stream definitions, to see whether the queues they name are there; default: the streams of the data directory, while no server runs on it.",
    };

    private static readonly Option<string?> Source = new("--source") { Description = "Only this organization, by the name it has below genesys." };

    private static readonly Option<bool> AsJson = new("--json") { Description = "Print the findings as JSON." };

    public static Command Create()
    {
        var command = new Command("doctor", "Examine the way to Genesys Cloud: credentials, permissions, topics, queues, clock, socket and rate budget, with a remedy for each finding. Exits with 1 when something that is needed does not work.")
        {
            CommandConfiguration.Config, CommandConfiguration.Data, CommandConfiguration.Set, Streams, Source, AsJson,
        };
        command.SetAction((line, cancel) => RunAsync(line, line.InvocationConfiguration.Output, line.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var sources = CommandConfiguration.Sources(line, ("server.dataDirectory", CommandConfiguration.Data));
        if (ConfigurationReader.Read(sources, out var mistakes) is not { } configuration)
        {
            foreach (var mistake in mistakes) await error.WriteLineAsync(mistake.ToString());
            return ExitCode.BadInput;
        }

        var organizations = configuration.Options.Genesys.Where(g => line.GetValue(Source) is not { } name || g.Key == name)
            .OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (organizations.Length == 0)
        {
            await error.WriteLineAsync("No such organization of Genesys Cloud is configured; name one below genesys, with region, clientId and clientSecretFile.");
            return ExitCode.BadInput;
        }

        var found = new List<(string Source, Finding Finding)>();
        IReadOnlyList<StreamDefinition> streams;
        var references = FilterReferences.None; // a file names queues; what a set in it comes to is not known
        if (line.GetValue(Streams) is { } file)
        {
            streams = StreamFile.Read(file.FullName, out var wrong);
            foreach (var mistake in wrong) await error.WriteLineAsync(mistake.ToString());
            if (wrong.Count > 0) return ExitCode.BadInput;
        }
        else
        {
            (streams, references, var finding) = await OfTheJournalAsync(configuration.Options, cancel);
            if (finding is not null) found.Add(("", finding));
        }

        foreach (var (sourceId, options) in organizations)
            found.AddRange((await ExamineAsync(sourceId, options, streams, references, cancel)).Select(f => (sourceId, f)));
        await PrintAsync(output, found, line.GetValue(AsJson));
        return found.Any(f => f.Finding.Severity == FindingSeverity.Error) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(
        string sourceId, GenesysOptions options, IReadOnlyList<StreamDefinition> streams, FilterReferences references, CancellationToken cancel)
    {
        var evaluated = streams.Where(s => s.Status != StreamStatus.Disabled).ToArray();
        var wishes = new ExaminationWishes(
            [.. evaluated.SelectMany(s => StreamReach.NamedQueues(s, references).Select(q => (q, s.Name)))],
            q => StreamInterest.Of(evaluated, references, q.Id, q.Name, q.DivisionId));
        using var doctor = new GenesysDoctor(options.Connect(sourceId), options.Connector, new GenesysClocks(TimeProvider.System, TimeProvider.System));
        return await doctor.ExamineAsync(wishes, cancel);
    }

    // A server that runs has the journal to itself.
    private static async Task<(IReadOnlyList<StreamDefinition> Streams, FilterReferences References, Finding? Finding)> OfTheJournalAsync(RedlineOptions options, CancellationToken cancel)
    {
        var path = Path.Combine(options.Server.DataDirectory, OrganizationServer.JournalFile);
        if (!File.Exists(path)) return ([], FilterReferences.None, new("streams", FindingSeverity.Warning, "There are no streams yet, so nothing is wanted of any queue.", "Define some, or name a file with --streams."));
        try
        {
            await using var journal = await SqliteJournal.OpenAsync(options.Journal with { Path = path }, cancellationToken: cancel);
            var state = await CommittedState.ReadAsync(journal, OrganizationServer.Organization, cancel);
            return ([.. state.Streams.Values.Select(s => s.Definition)], state.References, null);
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalCorruptException or FormatException)
        {
            return ([], FilterReferences.None, new("streams", FindingSeverity.Warning, $"The streams cannot be read: {e.Message}", "Name a file of them with --streams; while a server runs, GET /api/v2/eventstreams shows them."));
        }
    }

    private static async Task PrintAsync(TextWriter output, List<(string Source, Finding Finding)> found, bool asJson)
    {
        if (asJson)
        {
            var findings = found.Select(f => new { f.Source, f.Finding.Check, severity = Word(f.Finding.Severity), f.Finding.Message, f.Finding.Remedy });
            await output.WriteLineAsync(JsonSerializer.Serialize(new { findings }, Json));
            return;
        }

        foreach (var (source, finding) in found)
        {
            await output.WriteLineAsync($"{Word(finding.Severity),-7} {(source.Length > 0 ? source + " " : "")}{finding.Check}: {finding.Message}");
            if (finding.Remedy is { } remedy) await output.WriteLineAsync($"        {remedy}");
        }

        var (errors, warnings) = (Count(FindingSeverity.Error), Count(FindingSeverity.Warning));
        await output.WriteLineAsync($"{found.Count} findings: {errors} errors, {warnings} warnings.");

        int Count(FindingSeverity severity) => found.Count(f => f.Finding.Severity == severity);
    }

    private static string Word(FindingSeverity severity) => severity.ToString().ToUpperInvariant();
}
