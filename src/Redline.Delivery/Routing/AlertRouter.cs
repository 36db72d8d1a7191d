using Redline.Delivery.Desktop;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Streams;

namespace Redline.Delivery.Routing;

/// <summary>A numbered frame, the same bytes for every desktop.</summary>
/// <param name="Offset">Its number within the epoch.</param>
/// <param name="Bytes">The frame.</param>
public readonly record struct RoutedFrame(long Offset, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Turns what is committed into numbered frames, and keeps the open alerts people are shown. Knows no socket. In this
/// version everybody who is signed in is the audience of every stream that notifies. Not safe for use by several threads.
/// </summary>
/// <param name="epoch">Random, new whenever a router starts: a number of one epoch means nothing in another.</param>
public sealed class AlertRouter(string epoch)
{
    private readonly SortedDictionary<long, RoutedAlert> _open = [];
    private readonly List<RoutedFrame> _frames = [];

    /// <summary>Random, new whenever a router starts.</summary>
    public string Epoch => epoch;

    /// <summary>The number of the last frame; 0: none yet.</summary>
    public long Offset { get; private set; }

    /// <summary>The open alerts people are shown, oldest first.</summary>
    public IReadOnlyCollection<RoutedAlert> Open => _open.Values;

    /// <summary>Begins anew from a committed state; what was shown before is void and a reset must follow.</summary>
    public void Restore(DurableState committed)
    {
        _open.Clear();
        foreach (var alert in committed.OpenAlerts)
            if (Notifies(committed, alert.Fingerprint.StreamId, out var stream))
                _open.Add(alert.Number, new(alert, stream.Name, stream.Priority));
        Offset++;
    }

    /// <summary>The frames of a committed batch, in order; valid until the next call.</summary>
    public IReadOnlyList<RoutedFrame> Route(CommittedBatch batch, DurableState after)
    {
        _frames.Clear();
        foreach (var (e, alert) in batch.Events)
        {
            var changed = e switch
            {
                AlertTriggered or AlertLevelChanged => Upsert(alert!, after),
                AlertResolved resolved => Resolve(resolved),
                StreamDefined defined => Rename(defined.Definition),
                _ => null,
            };
            if (changed is not null) Tell(changed);
        }

        foreach (var (e, _) in batch.Events)
            if (e is StreamDefined defined)
                ShowOpen(defined.Definition.Id, after);
        return _frames;
    }

    private void Tell(RoutedAlert changed) => _frames.Add(new(++Offset, DesktopFrames.Alert(Offset, changed)));

    // A stream that begins to notify tells what is open, as a reset would.
    private void ShowOpen(string streamId, DurableState after)
    {
        var unseen = after.OpenAlerts.Where(a => a.Fingerprint.StreamId == streamId && !_open.ContainsKey(a.Number));
        foreach (var alert in unseen.OrderBy(a => a.Number))
            if (Upsert(alert, after) is { } shown)
                Tell(shown);
    }

    private RoutedAlert? Upsert(Redline.Engine.Alerts.Alert alert, DurableState after)
    {
        if (!Notifies(after, alert.Fingerprint.StreamId, out var stream)) return null;
        return _open[alert.Number] = new(alert, stream.Name, stream.Priority);
    }

    private RoutedAlert? Resolve(AlertResolved resolved) => _open.Remove(resolved.Number, out var last)
        ? last with { ResolvedAt = resolved.At, ResolvedReason = resolved.Reason }
        : null;

    // A new name shows with the next frame of the alert, and in every reset.
    private RoutedAlert? Rename(StreamDefinition stream)
    {
        foreach (var (number, routed) in _open.Where(p => p.Value.Alert.Fingerprint.StreamId == stream.Id).ToArray())
            _open[number] = routed with { StreamName = stream.Name, Priority = stream.Priority };
        return null;
    }

    private static bool Notifies(DurableState state, string streamId, out StreamDefinition stream)
    {
        stream = state.Streams.GetValueOrDefault(streamId)?.Definition!;
        return stream is { NotificationType: NotificationType.Push };
    }
}
