using Redline.Engine;
using Redline.Engine.Queues;
using Redline.GenesysCloud.Observations;

namespace Redline.Bench;

/// <summary>An engine that is fed the platform's messages of one queue as bytes, with rules that read it or none.</summary>
internal sealed class ReadQueue
{
    private const long Begin = 1_773_223_200_000;

    private readonly EnginePass _pass;
    private readonly QueueEventReader _reader;
    private readonly ObservationBatch _batch;
    private readonly Observation _observation = new();
    private long _now = Begin;

    public ReadQueue(int rules)
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default);
        _pass = new EnginePass(engine);
        _pass.Begin(new Instant(_now));
        for (var i = 0; i < rules; i++) _pass.Decide(new DefineStream(BenchStreams.Of($"rule-{i}", BenchStreams.CompoundRule)));
        _pass.End();
        var queues = new QueueTable();
        queues.Add(PlatformMessage.QueueId, "Billing", null);
        _reader = new QueueEventReader(queues);
        _batch = new ObservationBatch("bench", () => _observation);
    }

    /// <summary>From bytes to what the queue is like now, and what follows from it.</summary>
    public void Take(ReadOnlySpan<byte> message)
    {
        var now = new Instant(++_now);
        _batch.Begin();
        _reader.Read(message, now, 0, _batch);
        _pass.Begin(now);
        for (var i = 0; i < _batch.Observations.Count; i++) _pass.Observe(_batch.Observations[i]);
        if (_pass.End().Count > 0) throw new InvalidOperationException("An alert disturbs the measurement.");
    }

    /// <summary>Messages per second of one thread.</summary>
    public double Measure(int messages)
    {
        var bytes = PlatformMessage.Bytes;
        var start = CpuClock.Nanoseconds;
        for (var i = 0; i < messages; i++) Take(bytes);
        return messages / CpuClock.SecondsSince(start);
    }
}
