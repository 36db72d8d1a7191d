namespace Redline.Bench;

/// <summary>
/// What a CRM with every fault costs the toasts: from the instant a queue crosses its line to the last byte at fifty desktops,
/// while each crossing's effects call a host that hangs, answers 500, garbage or 10 MB, redirects to a link-local address, leads
/// to loopback, or is well; against the same crossings without. Lanes take turns; the effects of one end before the next begins.
/// </summary>
internal static class CrmBench
{
    private const int Desktops = 50;
    private const int Crossings = 100;
    private const int LineSeconds = 300;

    private const string Without = "without a CRM";
    private const string With = "with a faulty CRM";
    private const string Stubborn = "with it, circuits that open late";

    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(Report report, int count)
    {
        using var directory = new BenchDirectory("crm");
        var stream = BenchStreams.OnWait("line", LineSeconds, more: ""","priority":1,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null""");
        await using var crm = await FaultyCrm.StartAsync();
        await using var server = await BenchServer.StartAsync(directory["journal.db"], stream, Desktops);
        await using var usual = new CrmCalls(crm, server, new());
        await using var stubborn = new CrmCalls(crm, server, new() { FailuresToOpen = 100, OpenTime = TimeSpan.FromSeconds(1) });
        var (triggered, resolved) = (new Receipts(Desktops), new Receipts(Desktops));
        var desktops = new List<BenchDesktop>();
        try
        {
            for (var i = 0; i < Desktops; i++) desktops.Add(await server.ConnectAsync(i, triggered, resolved));
            var crossing = new Crossing(server, triggered, resolved, LineSeconds);
            var rounds = await Rounds.RunAsync(
                count,
                new(r => MeasureAsync(r, Without, null, crossing, desktops)),
                new(r => MeasureAsync(r, With, usual, crossing, desktops)),
                new(r => MeasureAsync(r, Stubborn, stubborn, crossing, desktops)));
            Tell(report, rounds, usual, stubborn);
        }
        finally
        {
            foreach (var desktop in desktops) await desktop.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(Rounds rounds, string name, CrmCalls? calls, Crossing crossing, List<BenchDesktop> desktops)
    {
        foreach (var desktop in desktops) await desktop.PingAsync();
        for (var i = 0; i < Crossings; i++)
        {
            await Task.Delay(Spacing, TimeProvider.System);
            rounds.Note(name, await crossing.ByObservationAsync(calls is null ? null : calls.Begin));
        }

        if (calls is not null) await calls.SettleAsync();
    }

    private static void Tell(Report report, Rounds rounds, CrmCalls usual, CrmCalls stubborn)
    {
        report.Heading($"CRM {Desktops} desktops, {Crossings} crossings a round");
        foreach (var name in (string[])[Without, With, Stubborn]) report.Line($"{name}, all crossings, ms", rounds[name]);
        report.Heading($"effects ended: {usual.Ends}");
        report.Heading($"effects ended, circuits that open late: {stubborn.Ends}");
        var p99 = rounds.Percentile(Without, 0.99);
        report.Add(new("CRM", $"{Without}, p99 of all, ms", p99));
        report.Add(new("CRM", $"{With} / {Without}, p50 of all", rounds.Percentile(With, 0.5).Over(rounds.Percentile(Without, 0.5))));
        report.Add(new("CRM", $"{With} / {Without}, p99 of all", rounds.Percentile(With, 0.99).Over(p99), 1.2, 1.1));
        report.Add(new("CRM", $"{Stubborn} / {Without}, p99 of all", rounds.Percentile(Stubborn, 0.99).Over(p99)));
    }
}
