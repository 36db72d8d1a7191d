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

    /// <summary>An engine with rules that read the queue alone.</summary>
    /// <param name="rules">How many.</param>
    /// <param name="more">What else they say.</param>
    public ReadQueue(int rules, string more = "")
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default with { MaxQueues = 20_000 });
        _pass = new EnginePass(engine);
        _pass.Begin(new Instant(_now));
        for (var i = 0; i < rules; i++) _pass.Decide(new DefineStream(BenchStreams.Of($"rule-{i}", BenchStreams.Within(PlatformMessage.QueueId, BenchStreams.CompoundRule), more)));
        _pass.End();
        var queues = new QueueTable();
        queues.Add(PlatformMessage.QueueId, "Billing", null);
        _reader = new QueueEventReader(queues);
        _batch = new ObservationBatch("bench", () => _observation);
    }

    /// <summary>Another queue is heard of once, with somebody waiting.</summary>
    public void Add(string queueId, string? name = null)
    {
        _pass.Begin(new Instant(++_now));
        var observation = new Observation { SourceId = "bench", QueueId = queueId, QueueName = name, MediaType = "voice", ObservedAt = _pass.Now };
        observation.Set(Metric.WaitingCount, 1);
        observation.SetSince(Metric.WaitTimeSeconds, _pass.Now.Plus(-queueId.Length * 1_000));
        _pass.Observe(observation);
        _pass.End();
    }

    /// <summary>Something is asked of the engine.</summary>
    public void Decide(EngineInput input)
    {
        _pass.Begin(new Instant(++_now));
        _pass.Decide(input);
        _pass.End();
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
