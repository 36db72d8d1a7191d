using System.Diagnostics;
using Redline.Engine;
using Redline.Server.Identity;

namespace Redline.Bench;

/// <summary>
/// Ten thousand alerts within a moment, each of which starts the flow that ships: it decides, makes an escalation by this
/// server's own API, and tells whoever is to be told. From the crossing to the end of the last execution, over the real journal.
/// </summary>
internal static class FlowBench
{
    private const int Queues = 10_000;
    private const int LineSeconds = 10;
    private const double Mebi = 1024 * 1024;

    private const string AllEnded = "to the end of the last execution, s";
    private const string AllAlerts = "to the last alert committed, s";
    private const string PeakMemory = "most resident memory, MiB";
    private const string JournalBytes = "journal, KiB per execution";

    public static async Task RunAsync(Report report, int count)
    {
        var rounds = await Rounds.RunAsync(Math.Max(1, count / 3), new Lane(MeasureAsync));
        report.Heading($"{Queues} alerts, each starts Queue_Escalation_Trigger");
        foreach (var name in (string[])[AllAlerts, PeakMemory, JournalBytes]) report.Line(name, rounds[name]);
        report.Add(new("flows", AllEnded, rounds[AllEnded], 60));
    }

    private static async Task MeasureAsync(Rounds rounds)
    {
        using var directory = new BenchDirectory("flows");
        var stream = BenchStreams.Of(
            "line", $$"""{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":{{LineSeconds}}}""", ""","priority":1,"flow":"Queue_Escalation_Trigger" """);
        await using var server = await BenchServer.StartAsync(directory["journal.db"], stream, [new Person("sam", "Sam", PersonRole.Supervisor)]);
        await server.BeginFlowsAsync();
        string[] queues = [.. Enumerable.Range(0, Queues).Select(i => $"queue-{i}")];
        await server.ObserveAsync(queues, _ => "all", null);
        OwnMemory.Settle();
        var before = BytesOf(directory);
        var watch = Stopwatch.StartNew();
        await server.ObserveAsync(queues, _ => "all", Instant.From(TimeProvider.System.GetUtcNow()).Plus(-2 * LineSeconds * 1_000));
        while (server.OpenAlerts < Queues) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        rounds.Note(AllAlerts, watch.Elapsed.TotalSeconds);
        while (server.OpenEscalations < Queues || server.RunningExecutions > 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        rounds.Note(AllEnded, watch.Elapsed.TotalSeconds);
        rounds.Note(PeakMemory, OwnMemory.Peak() / Mebi);
        rounds.Note(JournalBytes, (BytesOf(directory) - before) / 1024.0 / Queues);
    }

    private static long BytesOf(BenchDirectory directory) => Directory.EnumerateFiles(directory.Path).Sum(f => new FileInfo(f).Length);
}
