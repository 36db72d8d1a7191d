using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Redline.Delivery.Tests.Effects;

public sealed class EffectMeterTests
{
    [Fact]
    public async Task Numbers_TellCallsOutcomesAndHowItStandsWithEachHost()
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name.StartsWith("redline.effects.", StringComparison.Ordinal)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen.Add($"{i.Name} {value} {Text(tags)}"));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => seen.Add($"{i.Name} {value} {Text(tags)}"));
        listener.SetMeasurementEventCallback<double>((i, _, tags, _) => seen.Add($"{i.Name} {Text(tags)}"));
        listener.Start();
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(500));
        await using var rig = new EffectRig(LoopbackReach.Of(), new() { FailuresToOpen = 1 });
        await rig.RunAsync(EffectRig.Intent("a", server.Url));
        await rig.RunAsync(EffectRig.Intent("b", server.Url));
        listener.RecordObservableInstruments();

        var host = $"host=127.0.0.1:{server.Port}";
        string[] expected =
        [
            $"redline.effects.calls 1 {host} result=http.status", $"redline.effects.call.duration {host}",
            "redline.effects.ended 1 result=http.status", "redline.effects.ended 1 result=circuit.open",
            $"redline.effects.circuit 2 {host}", $"redline.effects.waiting 0 {host}", $"redline.effects.calling 0 {host}",
        ];
        Assert.All(expected, e => Assert.Contains(e, seen));
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
}
