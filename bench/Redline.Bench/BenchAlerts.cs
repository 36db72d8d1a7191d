using Redline.Delivery.Organizations;
using Redline.Delivery.Routing;
using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Bench;

/// <summary>An alert that triggers and resolves by turns, as the engine commits it, of a usual size.</summary>
internal sealed class BenchAlerts
{
    private readonly Fingerprint _fingerprint = new("line", "5f2a7f0e-7c1b-4a8e-9b64-0d5a3c2e1f00", "voice");
    private readonly AlertEvidence _evidence = new(
        "Billing", 300, [new("waitTimeSeconds", "GREATER_THAN_OR_EQUAL", 300, 312.4)],
        new Dictionary<string, double>
        {
            ["agentsOnQueue"] = 12,
            ["serviceLevelPercent"] = 71.5,
            ["waitTimeSeconds"] = 312.4,
            ["waitingCount"] = 7,
        });

    private readonly AlertRouter _router = new();
    private Instant _now = Instant.From(TimeProvider.System.GetUtcNow());
    private long _offset;

    public BenchAlerts() => Commit(new StreamDefined(_now, _now, BenchStreams.OnWait("line", 300), 1));

    /// <summary>The state after what was committed last.</summary>
    public DurableState State { get; } = new();

    /// <summary>What is committed next.</summary>
    public CommittedBatch Next()
    {
        _now = _now.Plus(1_000);
        return State.Find(_fingerprint)?.Alert is { } open
            ? Commit(new AlertResolved(_now, _now, _fingerprint, open.Number, ResolveReason.ConditionCleared))
            : Commit(new AlertTriggered(
                _now, _now, _fingerprint, State.LastAlertNumber + 1, 0, Severity.Critical, _now.Plus(-300_000), _evidence));
    }

    /// <summary>The same as the frame a desktop gets.</summary>
    public ReadOnlyMemory<byte> NextFrame() => _router.Route(Next(), State)[0].Bytes;

    private CommittedBatch Commit(EngineEvent e)
    {
        var before = State.Find(_fingerprint)?.Alert;
        State.Evolve(e);
        return new(++_offset, [new(e, State.Find(_fingerprint)?.Alert ?? before)]);
    }
}
