using Redline.Delivery.People;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Delivery.Desktop;

/// <summary>
/// The queues' last values as desktops are shown them, each spelling made once for all who see the same queues. Not safe
/// for use by several threads.
/// </summary>
internal sealed class QueueBoard
{
    private readonly Dictionary<(string QueueId, string MediaType), QueueView> _shown = [];
    private readonly Dictionary<string, byte[]> _all = new(StringComparer.Ordinal);
    private QueueView[] _changed = [];
    private Instant _at;

    /// <summary>Takes the values as they are at an instant.</summary>
    public void Take(Instant at, IReadOnlyList<QueueView> queues)
    {
        _at = at;
        _changed = [.. queues.Where(q => !_shown.TryGetValue((q.QueueId, q.MediaType), out var shown) || shown != q)];
        foreach (var queue in _changed) _shown[(queue.QueueId, queue.MediaType)] = queue;
        _all.Clear();
    }

    /// <summary>What changed with the last values taken, of the queues somebody may see.</summary>
    public byte[] Changed(Visibility visible) =>
        DesktopFrames.Metrics(_at, complete: false, _changed.Where(q => visible.Includes(q.QueueId, q.DivisionId)));

    /// <summary>Every queue somebody may see.</summary>
    public byte[] All(Visibility visible)
    {
        var key = visible.ToKey();
        return _all.TryGetValue(key, out var known) ? known
            : _all[key] = DesktopFrames.Metrics(_at, complete: true, _shown.Values.Where(q => visible.Includes(q.QueueId, q.DivisionId)));
    }
}
