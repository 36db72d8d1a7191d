using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Bench;

/// <summary>An engine in which one queue is observed again and again, among others that are not.</summary>
internal sealed class ObservedQueue
{
    public const int Observations = 200_000;

    private const int FarSeconds = 600_000;
    private const long Begin = 1_000_000_000_000;

    private readonly EnginePass _pass;
    private readonly Observation _observation = new();
    private readonly string _name = Name(0); // made once: the lane counts allocations
    private long _now = Begin;

    public ObservedQueue(int otherStreams, int otherQueues)
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default);
        _pass = new EnginePass(engine);
        _pass.Begin(new Instant(_now));

        // The rule never holds (the service level is good), the other one is days ahead: no alert disturbs the lanes.
        _pass.Decide(new DefineStream(BenchStreams.Of("rule", BenchStreams.Within(Name(0), BenchStreams.CompoundRule))));
        _pass.Decide(new DefineStream(BenchStreams.OnWait("far", FarSeconds)));
        for (var i = 1; i <= otherStreams; i++)
            _pass.Decide(new DefineStream(BenchStreams.OnWait($"other-{i}", FarSeconds, Name(i))));
        for (var i = 0; i <= otherQueues; i++) Observe(Name(i), i);
        _pass.End();
    }

    /// <summary>Nanoseconds of one observation with the pass around it.</summary>
    public double Measure()
    {
        var start = CpuClock.Nanoseconds;
        for (var i = 0; i < Observations; i++)
        {
            _pass.Begin(new Instant(++_now));
            Observe(_name, i);
            if (_pass.End().Count > 0) throw new InvalidOperationException("An alert disturbs the measurement.");
        }

        return (CpuClock.Nanoseconds - start) / Observations;
    }

    private static string Name(int i) => $"queue-{i}";

    // Starts jump to and fro over three hours, so that the pending crossing moves through the whole heap.
    private void Observe(string queue, int i)
    {
        _observation.Clear();
        _observation.SourceId = "bench";
        _observation.QueueId = queue;
        _observation.MediaType = "voice";
        _observation.ObservedAt = new Instant(_now);
        _observation.Set(Metric.WaitingCount, 1 + i % 9);
        _observation.SetSince(Metric.WaitTimeSeconds, new Instant(Begin - i * 7919L % 10_000 * 1_000));
        _observation.Set(Metric.ServiceLevelPercent, 95);
        _observation.Set(Metric.AgentsOnQueue, 1 + i % 2);
        _pass.Observe(_observation);
    }
}
