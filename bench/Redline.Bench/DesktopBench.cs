namespace Redline.Bench;

/// <summary>
/// P7: from the instant a queue crosses its line to the last byte at fifty desktops, committed first; against one flush
/// and fifty bare sends. Two ways to cross: the clock reaches the instant while nothing arrives, or an observation
/// says so. Server and desktops share this process and its cores.
/// </summary>
internal static class DesktopBench
{
    private const int Desktops = 50;
    private const int Crossings = 300;
    private const int LineSeconds = 300;

    private const string Clock = "crossing by the clock";
    private const string Observed = "crossing by an observation";
    private const string Floor = "fdatasync and 50 bare sends";

    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(Report report, int count)
    {
        using var directory = new BenchDirectory("desktops");
        var stream = BenchStreams.OnWait(
            "line", LineSeconds, more: ""","priority":1,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null""");
        await using var server = await BenchServer.StartAsync(directory["journal.db"], stream, Desktops);
        using var floor = await SendFloor.OpenAsync(directory["flush"], Desktops);
        var triggered = new Receipts(Desktops);
        var resolved = new Receipts(Desktops);
        var desktops = new List<BenchDesktop>();
        try
        {
            for (var i = 0; i < Desktops; i++) desktops.Add(await server.ConnectAsync(i, triggered, resolved));
            var crossing = new Crossing(server, triggered, resolved, LineSeconds);
            var each = Math.Max(1, Crossings / count);
            var rounds = await Rounds.RunAsync(
                count,
                new(r => MeasureAsync(r, Clock, each, crossing.ByClockAsync, desktops)),
                new(r => MeasureAsync(r, Observed, each, crossing.ByObservationAsync, desktops)),
                new(r => MeasureAsync(r, Floor, each, floor.MeasureAsync, desktops)));
            Tell(report, rounds);
        }
        finally
        {
            foreach (var desktop in desktops) await desktop.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(
        Rounds rounds, string name, int count, Func<Task<double>> measureAsync, List<BenchDesktop> desktops)
    {
        // A desktop that is silent for too long is cut off.
        foreach (var desktop in desktops) await desktop.PingAsync();
        var milliseconds = new double[count];
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(Spacing, TimeProvider.System);
            milliseconds[i] = await measureAsync();
        }

        rounds.Note(P50(name), Spread.Percentile(milliseconds, 0.5));
        foreach (var value in milliseconds) rounds.Note(name, value);
    }

    private static string P50(string name) => $"{name}, p50 of a round, ms";

    private static void Tell(Report report, Rounds rounds)
    {
        report.Heading($"P7 {Desktops} desktops");
        foreach (var name in (string[])[Clock, Observed, Floor])
        {
            report.Line(P50(name), rounds[P50(name)]);
            report.Line($"{name}, all crossings, ms", rounds[name]);
        }

        foreach (var name in (string[])[Clock, Observed])
        {
            report.Add(new("P7", $"{name}, p50 ms", rounds[P50(name)], 5, 2));
            var p99 = rounds.Percentile(name, 0.99);
            report.Add(new("P7", $"{name}, p99 of all, ms", p99, 20, 8));
            report.Add(new("P7", $"{name} / floor, p50", rounds.Ratio(P50(name), P50(Floor))));
            report.Add(new("P7", $"{name} / floor, p99 of all", p99.Over(rounds.Percentile(Floor, 0.99))));
        }
    }
}
