using System.Diagnostics;
using Redline.Engine;

namespace Redline.Bench;

/// <summary>Lets the queue cross its line at a known instant, waits for the last desktop, and clears the queue again.</summary>
internal sealed class Crossing(BenchServer server, Receipts triggered, Receipts resolved, int lineSeconds)
{
    private const int LeadMilliseconds = 30;
    private const int LeadSteps = 20;

    private readonly long _lineMilliseconds = lineSeconds * 1000L;
    private int _count;

    /// <summary>Milliseconds from the instant at which a caller has waited that long; nothing arrives meanwhile.</summary>
    public async Task<double> ByClockAsync()
    {
        // The lead varies, so that crossings do not beat in time with anything else.
        var lead = LeadMilliseconds + _count++ * 7 % LeadSteps;
        var crossesAt = Instant.From(TimeProvider.System.GetUtcNow()).Plus(lead);
        triggered.Arm();
        await server.ObserveAsync(crossesAt.Plus(-_lineMilliseconds));
        var last = await triggered.LastAsync();
        await ClearAsync();
        return (last.Wall - crossesAt.ToDateTimeOffset()).TotalMilliseconds;
    }

    /// <summary>Milliseconds from sending the observation that shows a caller over the line.</summary>
    public async Task<double> ByObservationAsync()
    {
        var since = Instant.From(TimeProvider.System.GetUtcNow()).Plus(-_lineMilliseconds - 1_000);
        triggered.Arm();
        var start = Stopwatch.GetTimestamp();
        await server.ObserveAsync(since);
        var last = await triggered.LastAsync();
        await ClearAsync();
        return Stopwatch.GetElapsedTime(start, last.Timestamp).TotalMilliseconds;
    }

    private async Task ClearAsync()
    {
        resolved.Arm();
        await server.ObserveAsync(null);
        await resolved.LastAsync();
    }
}
