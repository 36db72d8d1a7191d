namespace Redline.Bench;

/// <summary>
/// What a CRM with every fault costs the toasts: from the instant a queue crosses its line to the last byte at fifty desktops,
/// while each alert starts a flow that asks a host that hangs, answers 500, garbage or 10 MB, redirects to a link-local address,
/// is well, and leads to loopback; against the same crossings of the same stream without a flow. Lanes take turns; what one has
/// begun ends before the next begins.
/// </summary>
internal static class CrmBench
{
    private const int Desktops = 50;
    private const int Crossings = 100;
    private const int LineSeconds = 300;
    private const double Mebi = 1024 * 1024;

    private const string Without = "without a flow";
    private const string With = "with a flow to a faulty CRM";
    private const string Alive = "alive on the heap once it has ended, MiB";

    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(Report report, int count)
    {
        using var directory = new BenchDirectory("crm");
        var stream = BenchStreams.OnWait("line", LineSeconds, more: ""","priority":1,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null""");
        await using var crm = await FaultyCrm.StartAsync();
        await using var server = await BenchServer.StartAsync(directory["journal.db"], stream, Desktops);
        await server.BeginFlowsAsync(CrmFlow.Options, CrmFlow.To(crm));
        var (triggered, resolved) = (new Receipts(Desktops), new Receipts(Desktops));
        var desktops = new List<BenchDesktop>();
        try
        {
            for (var i = 0; i < Desktops; i++) desktops.Add(await server.ConnectAsync(i, triggered, resolved));
            var crossing = new Crossing(server, triggered, resolved, LineSeconds);
            var rounds = await Rounds.RunAsync(
                count, new(r => MeasureAsync(r, Without, false)), new(r => MeasureAsync(r, With, true)));
            Tell(report, rounds, await CrmFlow.EndsAsync(server));

            async Task MeasureAsync(Rounds measured, string name, bool flow)
            {
                await server.DefineAsync(CrmFlow.With(stream, flow));
                foreach (var desktop in desktops) await desktop.PingAsync();
                for (var i = 0; i < Crossings; i++)
                {
                    await Task.Delay(Spacing, TimeProvider.System);
                    measured.Note(name, await crossing.ByObservationAsync());
                }

                while (server.RunningExecutions > 0) await Task.Delay(Spacing, TimeProvider.System);
                if (flow) measured.Note(Alive, OwnMemory.Settle()[1] / Mebi);
            }
        }
        finally
        {
            foreach (var desktop in desktops) await desktop.DisposeAsync();
        }
    }

    private static void Tell(Report report, Rounds rounds, string ends)
    {
        report.Heading($"CRM {Desktops} desktops, {Crossings} crossings a round");
        foreach (var name in (string[])[Without, With]) report.Line($"{name}, all crossings, ms", rounds[name]);
        report.Line(Alive, rounds[Alive]);
        report.Heading($"how the steps of the last executions ended: {ends}");
        var p99 = rounds.Percentile(Without, 0.99);
        report.Add(new("CRM", $"{Without}, p99 of all, ms", p99));
        report.Add(new("CRM", $"{With} / {Without}, p50 of all", rounds.Percentile(With, 0.5).Over(rounds.Percentile(Without, 0.5))));
        report.Add(new("CRM", $"{With} / {Without}, p99 of all", rounds.Percentile(With, 0.99).Over(p99), 1.2, 1.1));
    }
}
