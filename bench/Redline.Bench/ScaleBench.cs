using Redline.Engine;
using Redline.Engine.Streams;

namespace Redline.Bench;

/// <summary>
/// P2 and P3 in a large contact centre: what a message of one queue with ten compound rules costs alone, among 10,000
/// queues, and among 10,000 queues and 1,000 streams that are for others; what these cost to define, and in memory.
/// </summary>
internal static class ScaleBench
{
    private const int Queues = 10_000;
    private const int Streams = 1_000;
    private const int QueuesPerStream = 10;
    private const int Messages = 20_000;
    private const int FarSeconds = 600_000;
    private const string Patient = ",\"staleAfterSeconds\":604800"; // nothing goes stale while one queue is measured

    private const string Walk = "every token read and nothing else, messages/s";
    private const string Alone = "message, ten rules, one queue, messages/s";
    private const string Among = "the same among 10,000 queues, messages/s";
    private const string Beside = "the same beside 1,000 streams for other queues, messages/s";
    private const string OneStream = "a stream of ten queues is defined anew among them, ms";
    private const string Renamed = "a queue is renamed among them, ms";

    public static async Task RunAsync(Report report, int count)
    {
        report.Heading("10,000 queues, 1,000 streams of ten queues each");
        var alone = new ReadQueue(rules: 10, Patient);
        var among = new ReadQueue(rules: 10, Patient);
        for (var i = 0; i < Queues; i++) among.Add(Name(i));
        var empty = OwnMemory.Settle()[1];
        var beside = new ReadQueue(rules: 10, Patient);
        for (var i = 0; i < Queues; i++) beside.Add(Name(i));
        var queues = OwnMemory.Settle()[1];
        report.Add(new("scale", "memory per queue, one media type, B", Spread.At((queues - empty) / Queues)));
        StreamDefinition[] streams = [.. Enumerable.Range(0, Streams).Select(i => StreamOf(i, FarSeconds))];
        var start = CpuClock.Nanoseconds;
        beside.Decide(new ApplyDefinitions([.. streams.Select(s => new DefineStream(s))]));
        report.Add(new("scale", "1,000 streams of ten queues applied as one, ms", Spread.At((CpuClock.Nanoseconds - start) / 1e6)));
        var defined = OwnMemory.Settle()[1];
        report.Add(new("scale", "memory per stream of ten queues, B", Spread.At((defined - queues) / Streams)));
        report.Add(new("scale", "memory per stream and queue it looks at, B", Spread.At((defined - queues) / Streams / QueuesPerStream)));

        var changes = 0;
        var rounds = await Rounds.RunAsync(
            count,
            Lane.Of(Walk, PlatformMessage.MeasureWalk),
            Lane.Of(Alone, () => alone.Measure(Messages)),
            Lane.Of(Among, () => among.Measure(Messages)),
            Lane.Of(Beside, () => beside.Measure(Messages)),
            Lane.Of(OneStream, () =>
            {
                var define = new DefineStream(StreamOf(7, FarSeconds + ++changes));
                return Milliseconds(() => beside.Decide(define));
            }),
            Lane.Of(Renamed, () => Milliseconds(() => beside.Add(Name(3), $"Billing {++changes}"))));
        foreach (var name in (string[])[Walk, Alone, Among, Beside, OneStream, Renamed]) report.Line(name, rounds[name]);
        report.Add(new("P2", "ten rules beside 10,000 queues and 1,000 streams / walk", rounds.Ratio(Beside, Walk), 0.7, MoreIsBetter: true));
        report.Add(new("P3", "with 1,000 streams for other queues / without", rounds.Ratio(Beside, Among), 1, MoreIsBetter: true));
        report.Add(new("P3", "among 10,000 queues / alone", rounds.Ratio(Among, Alone), MoreIsBetter: true));
        GC.KeepAlive(streams);
    }

    private static string Name(int i) => $"queue-{i}";

    private static StreamDefinition StreamOf(int i, int seconds)
    {
        var ids = string.Join(',', Enumerable.Range(0, QueuesPerStream).Select(q => $"\"{Name((i * QueuesPerStream + q) % Queues)}\""));
        return BenchStreams.Of(
            $"other-{i}",
            $$"""{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":[{{ids}}]},{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":{{seconds}}}]}""",
            Patient);
    }

    private static double Milliseconds(Action action)
    {
        var start = CpuClock.Nanoseconds;
        action();
        return (CpuClock.Nanoseconds - start) / 1e6;
    }
}
