namespace Redline.Bench;

/// <summary>
/// P3: what one observation of one queue costs the engine (observe, schedule, decide) when a thousand streams name
/// other queues, and when ten thousand other queues each have a pending crossing.
/// </summary>
internal static class ObservationBench
{
    private const string Alone = "one queue, one observation, ns";
    private const string OtherStreams = "and 1,000 streams that name other queues, ns";
    private const string OtherQueues = "and 10,000 other queues, each with a pending crossing, ns";
    private const string Allocated = "one observation, B allocated";

    public static async Task RunAsync(Report report, int count)
    {
        var alone = new ObservedQueue(otherStreams: 0, otherQueues: 0);
        var streams = new ObservedQueue(otherStreams: 1_000, otherQueues: 0);
        var queues = new ObservedQueue(otherStreams: 1_000, otherQueues: 10_000);
        var rounds = await Rounds.RunAsync(
            count,
            new(r =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                r.Note(Alone, alone.Measure());
                r.Note(Allocated, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)ObservedQueue.Observations);
                return Task.CompletedTask;
            }),
            Lane.Of(OtherStreams, streams.Measure),
            Lane.Of(OtherQueues, queues.Measure));

        report.Heading("P3 an observation among streams and queues it does not concern");
        foreach (var name in (string[])[Alone, OtherStreams, OtherQueues]) report.Line(name, rounds[name]);
        report.Add(new("P3", Allocated, rounds[Allocated], 0));
        report.Add(new("P3", "observation, 1,000 streams of other queues / none", rounds.Ratio(OtherStreams, Alone), 1.1));
        report.Add(new("P3", "observation, and 10,000 other queues pending / none", rounds.Ratio(OtherQueues, Alone)));
    }
}
