namespace Redline.Bench;

/// <summary>
/// P6: what the server's process keeps for one more desktop that has been told something and is idle, everything unused
/// collected: the growth from a tenth of the desktops to all of them. Against a Kestrel socket with a receive loop.
/// </summary>
internal static class MemoryBench
{
    private const int Frames = 6;
    private const int SpacingMilliseconds = 100;
    private const double Kibi = 1024;

    private static readonly (string Kind, string Name)[] Lanes =
    [
        (LaneKind.Redline, "whole server"), (LaneKind.FanOut, "fan-out and sessions"),
        (LaneKind.Kestrel, "Kestrel WebSocket"), (LaneKind.SignalR, "SignalR"),
    ];

    public static async Task RunAsync(Report report, BenchOptions options)
    {
        var desktops = options.Desktops ?? 10_000;
        var rounds = await Rounds.RunAsync(
            Math.Max(1, options.Rounds / 3), [.. Lanes.Select(l => new Lane(r => MeasureAsync(r, l.Kind, l.Name, desktops)))]);
        report.Heading($"P6 memory per desktop at {desktops}");
        foreach (var (_, name) in Lanes.Skip(1)) report.Line(Private(name), rounds[Private(name)]);
        foreach (var (_, name) in Lanes) report.Line($"{name}, KiB alive on the heap", rounds[$"{name}, KiB alive on the heap"]);
        foreach (var (_, name) in Lanes) report.Line($"{name}, KiB committed by the heap", rounds[$"{name}, KiB committed by the heap"]);
        report.Add(new("P6", Private(Lanes[0].Name), rounds[Private(Lanes[0].Name)], 20, 12));
        report.Add(new("P6", "whole server / Kestrel WebSocket", rounds.Ratio(Private(Lanes[0].Name), Private(Lanes[2].Name))));
    }

    private static string Private(string name) => $"{name}, KiB of private memory";

    private static async Task MeasureAsync(Rounds rounds, string kind, string name, int desktops)
    {
        await using var lane = await LaneProcess.StartAsync(kind, desktops);
        var few = await MeasureAsync(lane, desktops / 10);
        var all = await MeasureAsync(lane, desktops);
        var more = Kibi * (desktops - desktops / 10);
        rounds.Note(Private(name), (all[0] - few[0]) / more);
        rounds.Note($"{name}, KiB alive on the heap", (all[1] - few[1]) / more);
        rounds.Note($"{name}, KiB committed by the heap", (all[2] - few[2]) / more);
    }

    private static async Task<double[]> MeasureAsync(LaneProcess lane, int desktops)
    {
        await lane.ConnectAsync(desktops);
        lane.Desktops.Expect("\"alertId\":", Frames);
        await lane.SendAsync(Frames, SpacingMilliseconds);
        await lane.Desktops.LastAsync();
        await lane.SettleAsync();
        return await lane.MemoryAsync();
    }
}
