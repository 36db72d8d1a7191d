using System.Diagnostics.Metrics;
using Redline.Delivery.Organizations;

namespace Redline.Server.Sources;

/// <summary>How many queues are not seen, by source and cause, for whoever collects numbers.</summary>
internal sealed class SourceMeter : IDisposable
{
    private readonly Meter _meter = new("Redline");

    /// <summary>Numbers of what is committed.</summary>
    public SourceMeter(CommittedView view) => _meter.CreateObservableGauge(
        "redline.queues.blind",
        () => view.Blind.Select(b => new Measurement<int>(
            b.QueueCount, new("source", b.SourceId), new("cause", b.Cause.ToString().ToUpperInvariant()))),
        "{queue}", "Queues that are not seen, by source and cause.");

    public void Dispose() => _meter.Dispose();
}
