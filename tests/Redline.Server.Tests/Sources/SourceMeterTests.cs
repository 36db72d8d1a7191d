using System.Diagnostics.Metrics;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Sources;
using Redline.Server.Sources;

namespace Redline.Server.Tests.Sources;

public sealed class SourceMeterTests
{
    [Fact]
    public void Queues_WhenNotSeen_AreCountedBySourceAndCause()
    {
        var view = new CommittedView();
        using var meter = new SourceMeter(view);
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "redline.queues.blind") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, count, tags, _) => counted.Add($"{count} {tags[0].Value} {tags[1].Value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.DoesNotContain(counted, c => c.Contains("meter-acd", StringComparison.Ordinal));

        var state = new DurableState();
        var blinded = new SourceBlinded(default, default, "meter-acd", BlindCause.Token, default, true, 7, []);
        state.Evolve(blinded);
        view.OnCommitted(new CommittedBatch(1, [new(blinded, null)]), state);
        listener.RecordObservableInstruments();
        Assert.Equal(["7 meter-acd TOKEN"], counted.Where(c => c.Contains("meter-acd", StringComparison.Ordinal)));
    }
}
