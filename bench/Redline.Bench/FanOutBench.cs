namespace Redline.Bench;

/// <summary>
/// P5: what it costs the server to tell one thing to many desktops, spaced, so that nothing can be sent together: the
/// processor time of the server's process per frame delivered. Against the same bytes sent in a loop over Kestrel's
/// sockets, and against SignalR.
/// </summary>
internal static class FanOutBench
{
    private const int Frames = 40;
    private const int SpacingMicrosPerDesktop = 50;

    private const string FanOut = "fan-out and sessions, us per frame delivered";
    private const string Kestrel = "Kestrel SendAsync in a loop, us per frame delivered";
    private const string SignalR = "SignalR, us per frame delivered";
    private const string Before = "fan-out and sessions of another build, us per frame delivered";
    private const string Whole = "whole server, deliveries recorded, us per frame delivered";

    public static async Task RunAsync(Report report, BenchOptions options)
    {
        var desktops = options.Desktops ?? 1_000;
        await using var fanOut = await ConnectAsync(LaneKind.FanOut, desktops);
        await using var kestrel = await ConnectAsync(LaneKind.Kestrel, desktops);
        await using var signalR = await ConnectAsync(LaneKind.SignalR, desktops);
        await using var whole = await ConnectAsync(LaneKind.Redline, desktops);
        await using var before = options.Before is null ? null : await ConnectAsync(LaneKind.FanOut, desktops, options.Before);
        var lanes = new List<Lane>
        {
            Lane.Of(FanOut, () => MeasureAsync(fanOut)),
            Lane.Of(Kestrel, () => MeasureAsync(kestrel)),
            Lane.Of(SignalR, () => MeasureAsync(signalR)),
            Lane.Of(Whole, () => MeasureAsync(whole)),
        };
        if (before is not null) lanes.Add(Lane.Of(Before, () => MeasureAsync(before)));
        var rounds = await Rounds.RunAsync(options.Rounds, [.. lanes]);

        report.Heading($"P5 fan-out to {desktops} desktops");
        foreach (var name in (string[])[FanOut, Kestrel, SignalR, Whole]) report.Line(name, rounds[name]);
        report.Add(new("P5", "fan-out / Kestrel SendAsync", rounds.Ratio(FanOut, Kestrel), 1.05, 0.8));
        report.Add(new("P5", "fan-out / SignalR", rounds.Ratio(FanOut, SignalR), 0.6));
        report.Add(new("P5", "whole server / Kestrel SendAsync", rounds.Ratio(Whole, Kestrel)));
        report.Add(new("P5", "whole server / SignalR", rounds.Ratio(Whole, SignalR)));
        if (before is null) return;
        report.Line(Before, rounds[Before]);
        report.Add(new("P5", "fan-out / fan-out of another build", rounds.Ratio(FanOut, Before)));
    }

    private static async Task<LaneProcess> ConnectAsync(string kind, int desktops, string? build = null)
    {
        var lane = await LaneProcess.StartAsync(kind, desktops, build);
        await lane.ConnectAsync(desktops);
        return lane;
    }

    private static async Task<double> MeasureAsync(LaneProcess lane)
    {
        lane.Desktops.Expect("\"alertId\":", Frames);
        var before = await lane.CpuAsync();
        await lane.SendAsync(Frames, Math.Max(1, lane.Desktops.Count * SpacingMicrosPerDesktop / 1_000));
        await lane.Desktops.LastAsync();
        await lane.SettleAsync();
        return (await lane.CpuAsync() - before) / Frames / lane.Desktops.Count;
    }
}
