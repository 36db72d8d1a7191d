using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Alerts;

/// <summary>What alerts are looked for by, without their bodies: some 80 bytes each. Immutable.</summary>
internal sealed record AlertRow(
    long Number, int Revision, AlertState State, Severity Severity, Instant TriggeredAt,
    string StreamId, string QueueId, string? MediaType)
{
    /// <summary>The row of a record; equal texts may be made one.</summary>
    public static AlertRow Of(AlertRecord kept, Func<string, string> text) => new(
        kept.Alert.Number, kept.Revision, kept.State, kept.Alert.Severity, kept.Alert.TriggeredAt,
        text(kept.Alert.Fingerprint.StreamId), text(kept.Alert.Fingerprint.QueueId),
        kept.Alert.Fingerprint.MediaType is { } mediaType ? text(mediaType) : null);

    /// <summary>The row after an event, given the alert as it stands after it; null: the event is not about the alert.</summary>
    public static AlertRow? Of(EngineEvent e, Alert alert) => e switch
    {
        AlertTriggered or AlertLevelChanged or AlertAcknowledged or AcknowledgementWithdrawn => Of(alert, resolved: null),
        AlertResolved resolved => Of(alert, resolved),
        _ => null,
    };

    private static AlertRow Of(Alert alert, AlertResolved? resolved) =>
        Of(new AlertRecord(alert, "", 0, resolved?.At, resolved?.Reason), text => text);
}
