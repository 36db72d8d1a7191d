using System.Diagnostics.Metrics;

namespace Redline.Delivery.Effects;

/// <summary>The numbers of effects, in the meter <c>Redline</c>. Any thread.</summary>
internal sealed class EffectMeter : IDisposable
{
    private readonly Meter _meter = new("Redline");
    private readonly Counter<long> _calls;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;

    public EffectMeter(Func<IReadOnlyList<HostLane>> hosts, Func<int> underWay)
    {
        _calls = _meter.CreateCounter<long>("redline.effects.calls", "{call}", "Calls that effects made, by host and what came of them.");
        _ended = _meter.CreateCounter<long>("redline.effects.ended", "{effect}", "Effects that ended, by outcome.");
        _duration = _meter.CreateHistogram<double>("redline.effects.call.duration", "s", "How long calls took, by host.");
        _meter.CreateObservableGauge("redline.effects.under_way", underWay, "{effect}", "Effects that have not ended.");
        _meter.CreateObservableGauge("redline.effects.waiting", () => hosts().Select(h => Of(h, h.Waits)), "{effect}", "Effects that wait for their turn at a host.");
        _meter.CreateObservableGauge("redline.effects.calling", () => hosts().Select(h => Of(h, h.Runs)), "{call}", "Calls being made at a host.");
        _meter.CreateObservableGauge(
            "redline.effects.circuit", () => hosts().Select(h => Of(h, (int)h.Circuit)), "{state}", "The circuit of a host: 0 closed, 1 half open, 2 open.");
    }

    /// <summary>A call ended.</summary>
    public void Called(string host, string? code, TimeSpan took)
    {
        _calls.Add(1, new KeyValuePair<string, object?>("host", host), new KeyValuePair<string, object?>("result", code ?? "ok"));
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("host", host));
    }

    /// <summary>An effect ended.</summary>
    public void Ended(string? code) => _ended.Add(1, new KeyValuePair<string, object?>("result", code ?? "ok"));

    public void Dispose() => _meter.Dispose();

    private static Measurement<int> Of(HostLane host, int value) => new(value, new KeyValuePair<string, object?>("host", host.Host));
}
