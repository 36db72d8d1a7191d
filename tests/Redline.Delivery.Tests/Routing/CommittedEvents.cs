using Redline.Delivery.Organizations;
using Redline.Delivery.Routing;
using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Tests.Routing;

/// <summary>Events committed one batch after the other, and what a router makes of them.</summary>
internal sealed class CommittedEvents(AlertRouter router)
{
    private long _last;

    public DurableState State { get; } = new();

    public static Instant At { get; } = new(1_772_438_400_000);

    public static AlertEvidence Evidence { get; } = new(
        "Billing", 300, [new("waitTimeSeconds", "GREATER_THAN", 300, 312.4)],
        new Dictionary<string, double> { ["waitingCount"] = 7 });

    /// <summary>Commits a batch; returns the frames routed for it.</summary>
    public IReadOnlyList<RoutedFrame> Commit(params EngineEvent[] events)
    {
        var committed = events.Select(Evolve).ToArray();
        var batch = new CommittedBatch(_last + 1, committed);
        _last += events.Length;
        return [.. router.Route(batch, State)];
    }

    public static AlertTriggered Triggered(string streamId, long number, string queueId = "billing") => new(
        At, At, new(streamId, queueId, "voice"), number, 0, Severity.Warning, At.Plus(-10_000), Evidence);

    public static AlertTriggered Held(
        string streamId, long number, SuppressionReason reason = SuppressionReason.Shadow, string queueId = "billing") =>
        Triggered(streamId, number, queueId) with { Held = reason, HeldUntil = Instant.Never };

    public static AlertTold ToldNow(string streamId, long number, string queueId = "billing") =>
        new(At.Plus(1_500), At.Plus(1_500), new(streamId, queueId, "voice"), number);

    public static AlertLevelChanged Rises(string streamId, long number, string queueId = "billing") => new(
        At.Plus(1_000), At.Plus(1_000), new(streamId, queueId, "voice"), number, 1, Severity.Critical, Evidence);

    public static AlertResolved Resolved(string streamId, long number, string queueId = "billing") => new(
        At.Plus(2_000), At.Plus(2_000), new(streamId, queueId, "voice"), number, ResolveReason.ConditionCleared);

    private CommittedEvent Evolve(EngineEvent e)
    {
        var fingerprint = (e as FingerprintEvent)?.Fingerprint;
        var before = fingerprint is { } f ? State.Find(f)?.Alert : null;
        State.Evolve(e);
        return new(e, fingerprint is { } g ? State.Find(g)?.Alert ?? before : null);
    }
}
