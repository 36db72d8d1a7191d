using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Simulator.Replay;

namespace Redline.Server.Sources;

/// <summary>
/// Recorded or generated calls as a source: sends what the queues look like when the organization's clock reaches it.
/// After a start it first sends every queue as it stands, which is what confirms them.
/// </summary>
internal sealed class CallsSource(CallReplayPump pump, EngineLoop loop)
{
    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // It tells what changes, however long that takes: a recording never falls silent.
            await loop.HeartbeatAsync(CallObservation.SourceId, until: Instant.Never, cancellationToken: cancellationToken);
            await pump.RunAsync((observed, at) => SendAsync(observed, new Instant(at), cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<QueueObservation> observed, Instant at, CancellationToken cancellationToken)
    {
        if (observed.IsEmpty) return loop.HeartbeatAsync(CallObservation.SourceId, at, cancellationToken: cancellationToken);
        var observations = new Observation[observed.Length];
        for (var i = 0; i < observations.Length; i++)
        {
            observations[i] = loop.Observations.Rent();
            CallObservation.Fill(observations[i], observed.Span[i], at);
        }

        return loop.ObserveAsync(observations, at, cancellationToken);
    }
}
