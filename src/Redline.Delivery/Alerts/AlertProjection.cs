using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Alerts;

/// <summary>
/// Keeps every alert as a record, written anew with each event about it, and removes the oldest at the bound: when alert
/// n triggers, n − <paramref name="maxAlerts"/> goes. Follows the open alerts by itself, since an event says what
/// changed and a record says everything.
/// </summary>
/// <param name="maxAlerts">How many alerts are kept.</param>
public sealed class AlertProjection(int maxAlerts) : IRecordProjection
{
    private readonly Dictionary<string, (string Name, int Priority)> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<Fingerprint, Alert> _open = [];
    private long _last;

    /// <inheritdoc/>
    public void Restore(DurableState state)
    {
        _streams.Clear();
        _open.Clear();
        _last = state.LastAlertNumber;
        foreach (var (id, stream) in state.Streams) _streams[id] = (stream.Definition.Name, stream.Definition.Priority);
        foreach (var alert in state.OpenAlerts) _open[alert.Fingerprint] = alert;
    }

    /// <inheritdoc/>
    public void Project(EngineEvent e, List<RecordWrite> into)
    {
        switch (e)
        {
            case StreamDefined { Definition: var stream }:
                _streams[stream.Id] = (stream.Name, stream.Priority);
                break;
            case StreamDeleted deleted:
                _streams.Remove(deleted.StreamId);
                break;
            case AlertTriggered triggered:
                _last = triggered.Number;
                Keep(Follow(triggered), into);
                if (_last > maxAlerts) into.Add(AlertRecord.ToRemoval(_last - maxAlerts));
                break;
            case AlertHeld or AlertTold or AlertLevelChanged or AlertAcknowledged or AcknowledgementWithdrawn:
                Keep(Follow((FingerprintEvent)e), into);
                break;
            case FlappingBegan or FlappingEnded when _open.ContainsKey(((FingerprintEvent)e).Fingerprint):
                Keep(Follow((FingerprintEvent)e), into);
                break;
            case AlertResolved resolved:
                if (!_open.Remove(resolved.Fingerprint, out var last)) break;
                Keep(Of(last) with { ResolvedAt = resolved.At, ResolvedReason = resolved.Reason }, into);
                break;
        }
    }

    // One that was removed at the bound while it was open must not come back for good.
    private void Keep(AlertRecord alert, List<RecordWrite> into)
    {
        if (alert.Alert.Number > _last - maxAlerts) into.Add(alert.ToWrite());
    }

    private AlertRecord Follow(FingerprintEvent e) =>
        Of(_open[e.Fingerprint] = Alert.After(_open.GetValueOrDefault(e.Fingerprint), e)!);

    private AlertRecord Of(Alert alert)
    {
        var (name, priority) = _streams[alert.Fingerprint.StreamId];
        return new(alert, name, priority);
    }
}
