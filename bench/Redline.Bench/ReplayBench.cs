using Redline.Engine.Streams;
using Redline.Server.Replays;
using Redline.Simulator.Calls;
using Redline.Simulator.Generation;
using Redline.Simulator.Replay;

namespace Redline.Bench;

/// <summary>
/// P11: how fast recorded calls go through the production engine, on one thread, against the same walk without an
/// engine and against reading one message of a platform token by token.
/// </summary>
internal static class ReplayBench
{
    private const int GeneratedDays = 60;

    private const string Replayed = "replay, observations/s";
    private const string Walked = "the same walk without an engine, observations/s";
    private const string Tokens = "Utf8JsonReader walk of a message, messages/s";
    private const string Allocated = "replay, B allocated per observation";

    private static readonly StreamDefinition[] Streams =
        [BenchStreams.OnWait("60", 60), BenchStreams.OnWait("120", 120), BenchStreams.OnWait("300", 300)];

    public static async Task RunAsync(Report report, BenchOptions options)
    {
        var timeline = options.CallFiles.Count > 0
            ? CallTimeline.From(CallRecordReader.Read(options.CallFiles).Calls)
            : Generate();
        var observations = CallReplayer.Run(timeline, Streams).Observations;
        report.Heading($"P11 replay of {timeline.Calls.Count:#,0} calls, {observations:#,0} observations, {Streams.Length} streams");
        var rounds = await Rounds.RunAsync(
            options.Rounds,
            new(r => MeasureReplay(r, timeline)),
            Lane.Of(Walked, () => MeasureWalk(timeline, observations)),
            Lane.Of(Tokens, PlatformMessage.MeasureWalk));
        foreach (var name in (string[])[Walked, Tokens, Allocated]) report.Line(name, rounds[name]);
        report.Add(new("P11", "replay, observations/s on one core", rounds[Replayed], 1e6, 5e6, MoreIsBetter: true));
        report.Add(new("P11", "replay / walk without an engine", rounds.Ratio(Replayed, Walked)));
        report.Add(new("P11", "replay / token walk", rounds.Ratio(Replayed, Tokens)));
    }

    private static CallTimeline Generate()
    {
        var generator = new CallGenerator();
        var first = new DateOnly(2026, 1, 1);
        return CallTimeline.From(Enumerable.Range(0, GeneratedDays).SelectMany(i => generator.Generate(first.AddDays(i))));
    }

    private static Task MeasureReplay(Rounds rounds, CallTimeline timeline)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = CpuClock.Nanoseconds;
        var result = CallReplayer.Run(timeline, Streams);
        rounds.Note(Replayed, result.Observations / CpuClock.SecondsSince(start));
        rounds.Note(Allocated, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)result.Observations);
        return Task.CompletedTask;
    }

    private static double MeasureWalk(CallTimeline timeline, long observations)
    {
        var waiting = 0L;
        var walked = 0L;
        var start = CpuClock.Nanoseconds;
        for (var replay = timeline.Replay(); replay.MoveNext();)
        {
            foreach (ref readonly var observed in replay.Observations.Span)
            {
                waiting += observed.WaitingCount;
                walked++;
            }
        }

        var seconds = CpuClock.SecondsSince(start);
        if (walked != observations || waiting == 0) throw new InvalidOperationException("The walk is not the replay's.");
        return observations / seconds;
    }
}
