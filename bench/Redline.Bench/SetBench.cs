using Redline.Engine;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;

namespace Redline.Bench;

/// <summary>
/// What 10,000 queues and 200 streams cost when the streams name queue sets and a parameter: memory, one observation of a
/// queue that is in none of the sets, a set that changes by one queue, a parameter that changes for one, a queue that is new.
/// </summary>
internal static class SetBench
{
    private const int Queues = 10_000;
    private const int Streams = 200;
    private const int Sets = 100;
    private const int Observations = 100_000;
    private const int FarSeconds = 600_000;
    private const long Begin = 1_000_000_000_000;
    private const string Outsider = "outsider";
    private const string Patient = ",\"staleAfterSeconds\":604800"; // nothing goes stale while one queue is measured

    private const string Alone = "one observation of a queue, no other stream or queue, ns";
    private const string Among = "the same in no set, 200 streams of sets, 10,000 queues, ns";
    private const string SetChange = "a set of 100 queues named by 2 streams changes by one, ms";
    private const string ParameterChange = "a parameter named by 200 streams changes for one queue, ms";
    private const string NewQueue = "a queue is new among 200 streams, ms";

    public static async Task RunAsync(Report report, int count)
    {
        report.Heading("Queue sets and parameters: 10,000 queues, 200 streams of 100 sets");
        var alone = new Centre();
        alone.Observe(Outsider);
        alone.Define(0);

        var among = new Centre();
        var empty = OwnMemory.Settle()[1];
        among.Observe(Outsider);
        for (var i = 0; i < Queues; i++) among.Observe(Name(i));
        var queues = OwnMemory.Settle()[1];
        report.Add(new("sets", "memory per queue, one media type, no stream, B", Spread.At((queues - empty) / Queues)));
        var start = CpuClock.Nanoseconds;
        among.Define(Streams);
        report.Line("200 streams and 100 sets defined over 10,000 queues, s", Spread.At(CpuClock.SecondsSince(start)));
        var streams = OwnMemory.Settle()[1];
        report.Add(new("sets", "memory per stream that looks at 100 queues, B", Spread.At((streams - queues) / Streams)));
        report.Add(new("sets", "memory per stream and queue it looks at, B", Spread.At((streams - queues) / Streams / (Queues / Sets))));

        var (change, fresh) = (0, 0);
        var rounds = await Rounds.RunAsync(
            count,
            Lane.Of(Alone, () => alone.MeasureObservation()),
            Lane.Of(Among, () => among.MeasureObservation()),
            Lane.Of(SetChange, () => among.Milliseconds(Centre.SetOf(0, extra: ++change % 2 == 0 ? null : Name(1)))),
            Lane.Of(ParameterChange, () => among.Milliseconds(Centre.Limit(Name(7), FarSeconds + ++change))),
            Lane.Of(NewQueue, () => among.MillisecondsOfNew($"new-{++fresh}")));
        foreach (var name in (string[])[Alone, Among, SetChange, ParameterChange, NewQueue]) report.Line(name, rounds[name]);
        report.Add(new("P3", "observation, 200 streams of sets it is not in / none", rounds.Ratio(Among, Alone)));
        GC.KeepAlive(among);
    }

    private static string Name(int i) => $"queue-{i}";

    private sealed class Centre
    {
        private readonly EnginePass _pass;
        private readonly Observation _observation = new();
        private long _now = Begin;

        public Centre() => _pass = new EnginePass(new AlertEngine(new DurableState(), EngineLimits.Default with { MaxQueues = 20_000 }));

        public static DefineParameter Limit(string queueId, double value) =>
            new(new ParameterDefinition("limit", null, FarSeconds, false, new Dictionary<string, double> { [queueId] = value }));

        public static DefineQueueSet SetOf(int set, string? extra = null)
        {
            var ids = Enumerable.Range(0, Queues / Sets).Select(i => Name(set + i * Sets));
            return new(new QueueSetDefinition($"set-{set}", $"Set {set}", null, [.. ids, .. extra is null ? (string[])[] : [extra]], null, null));
        }

        // The rule of the outsider never holds, the others are days ahead: no alert disturbs the lanes.
        public void Define(int streams)
        {
            _pass.Begin(new Instant(++_now));
            _pass.Decide(new DefineStream(BenchStreams.Of("rule", BenchStreams.Within(Outsider, BenchStreams.CompoundRule), Patient)));
            _pass.Decide(Limit(Name(7), FarSeconds));
            for (var i = 0; i < Sets; i++) _pass.Decide(SetOf(i));
            for (var i = 0; i < streams; i++)
                _pass.Decide(new DefineStream(BenchStreams.Of($"s-{i}", $"\"queueId in set(\\\"set-{i % Sets}\\\") and waitTimeSeconds > param(limit)\"", Patient)));
            _pass.End();
        }

        public void Observe(string queue)
        {
            _pass.Begin(new Instant(++_now));
            Take(queue, 0);
            _pass.End();
        }

        public double MeasureObservation()
        {
            var start = CpuClock.Nanoseconds;
            for (var i = 0; i < Observations; i++)
            {
                _pass.Begin(new Instant(++_now));
                Take(Outsider, i);
                if (_pass.End().Count > 0) throw new InvalidOperationException("An alert disturbs the measurement.");
            }

            return (CpuClock.Nanoseconds - start) / Observations;
        }

        public double Milliseconds(EngineInput input)
        {
            var start = CpuClock.Nanoseconds;
            _pass.Begin(new Instant(++_now));
            _pass.Decide(input);
            _pass.End();
            return (CpuClock.Nanoseconds - start) / 1e6;
        }

        public double MillisecondsOfNew(string queue)
        {
            var start = CpuClock.Nanoseconds;
            Observe(queue);
            return (CpuClock.Nanoseconds - start) / 1e6;
        }

        private void Take(string queue, int i)
        {
            _observation.Clear();
            _observation.SourceId = "bench";
            _observation.QueueId = queue;
            _observation.MediaType = "voice";
            _observation.ObservedAt = new Instant(_now);
            _observation.Set(Metric.WaitingCount, 1 + i % 9);
            _observation.SetSince(Metric.WaitTimeSeconds, new Instant(_now - i % 100 * 1_000));
            _observation.Set(Metric.ServiceLevelPercent, 95);
            _observation.Set(Metric.AgentsOnQueue, 1 + i % 2);
            _pass.Observe(_observation);
        }
    }
}
