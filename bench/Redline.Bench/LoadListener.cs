using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.GenesysCloud;

namespace Redline.Bench;

/// <summary>
/// Stands between a connector and the engine, and after the journal, and notes how late things are by wall time: what the
/// platform stamped and the connector has read, and what became true and is committed.
/// </summary>
internal sealed class LoadListener : IGenesysListener, ICommittedListener
{
    private readonly TimeProvider _wall = TimeProvider.System;
    private IGenesysListener? _next;

    /// <summary>How late the connector brings what the platform sent.</summary>
    public Lags Read { get; } = new();

    /// <summary>How late what became true is committed.</summary>
    public Lags Committed { get; } = new();

    /// <summary>Where what is noted goes on to; set once, before anything comes.</summary>
    public void PassTo(IGenesysListener next) => _next = next;

    public Observation RentObservation() => _next!.RentObservation();

    public ValueTask ObservedAsync(Observation[] observations)
    {
        var now = _wall.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var observation in observations) Read.Note(now - observation.ObservedAt.Milliseconds);
        return _next!.ObservedAsync(observations);
    }

    public ValueTask HeartbeatAsync() => _next!.HeartbeatAsync();

    public ValueTask<bool> ConditionChangedAsync(SourceCondition? condition) => _next!.ConditionChangedAsync(condition);

    public ValueTask<bool> QueuesGoneAsync(IReadOnlyList<string> queueIds) => _next!.QueuesGoneAsync(queueIds);

    public ValueTask UsersChangedAsync(IReadOnlyList<UserActivity> users) => _next!.UsersChangedAsync(users);

    public void OnRestored(DurableState committed)
    {
        // A new journal holds nothing.
    }

    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        var now = _wall.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (e, _) in batch.Events)
            if (e is AlertTriggered triggered)
                Committed.Note(now - triggered.At.Milliseconds);
    }

    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
        // How they look is not what is measured.
    }
}
