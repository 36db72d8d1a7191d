namespace Redline.Bench;

/// <summary>
/// A storm: ten thousand queues cross their line at one instant, each watched by a twentieth of the desktops; from that
/// instant to the last desktop's last alert, committed first. With and without a desktop that sees them all and reads
/// nothing.
/// </summary>
internal static class StormBench
{
    /// <summary>How many queues cross.</summary>
    public const int Queues = 10_000;

    private const int QueuesPerDesktop = 500;
    private const double Mebi = 1024 * 1024;

    private const string Alone = "all desktops read, ms";
    private const string Beside = "beside a desktop that does not read, ms";
    private const string FramesPerDesktop = "frames per desktop";
    private const string MostFrames = "frames, desktop with the most";
    private const string PeakMemory = "most resident memory, MiB";
    private const string PeakBeside = "most resident memory beside a desktop that does not read, MiB";

    public static async Task RunAsync(Report report, BenchOptions options)
    {
        var desktops = options.Desktops ?? 1_000;
        await using var lane = await LaneProcess.StartAsync(LaneKind.Storm, desktops);
        await lane.ConnectAsync(desktops - 1);
        var rounds = await Rounds.RunAsync(
            options.Rounds, new(r => MeasureAsync(r, lane, Alone, PeakMemory)), new(r => MeasureBesideAsync(r, lane, desktops - 1)));

        report.Heading($"Storm of {Queues} alerts at {desktops - 1} desktops");
        foreach (var name in (string[])[Alone, Beside, PeakMemory, PeakBeside, MostFrames]) report.Line(name, rounds[name]);
        report.Add(new("P8", Alone, rounds[Alone], 300, 100));
        report.Add(new("P8", FramesPerDesktop, rounds[FramesPerDesktop], 5, 3));
        report.Add(new("P8", "beside a desktop that does not read / all read", rounds.Ratio(Beside, Alone)));
    }

    private static async Task MeasureBesideAsync(Rounds rounds, LaneProcess lane, int stalled)
    {
        using var desktop = await lane.StallAsync(stalled);
        await MeasureAsync(rounds, lane, Beside, PeakBeside);
    }

    private static async Task MeasureAsync(Rounds rounds, LaneProcess lane, string name, string peak)
    {
        await lane.SettleAsync();
        await lane.MemoryAsync();
        lane.Desktops.Expect("\"TRIGGERED\"", QueuesPerDesktop);
        var due = await lane.SendAsync(1, 0);
        if (TimeProvider.System.GetUtcNow() > due) throw new InvalidOperationException("The queues were observed too late.");
        var last = await lane.Desktops.LastAsync();
        rounds.Note(name, (last.Wall - due).TotalMilliseconds);
        rounds.Note(FramesPerDesktop, lane.Desktops.Frames.Median);
        rounds.Note(MostFrames, lane.Desktops.Frames.Max);
        rounds.Note(peak, await lane.PeakAsync() / Mebi);
        await lane.SendAsync(1, 0);
        await lane.SettleAsync();
    }
}
