using System.Security.Cryptography;
using Redline.Delivery.Desktop;
using Redline.Delivery.Organizations;
using Redline.Delivery.Routing;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Server.Desktop;

/// <summary>
/// Brings what the router makes to every desktop: the same bytes to each, and to a desktop that joins the whole state
/// with nothing missing and nothing twice in between. A desktop that does not read delays nobody. Any thread.
/// </summary>
internal sealed class DesktopHub(IOrganizationClock clock, DesktopOptions options) : ICommittedListener
{
    private readonly Lock _lock = new();
    private readonly AlertRouter _router = new(Convert.ToHexString(RandomNumberGenerator.GetBytes(8)));
    private readonly HashSet<DesktopSession> _sessions = [];
    private readonly Dictionary<(string QueueId, string MediaType), QueueView> _shown = [];
    private bool _stopping;

    /// <summary>Desktops that have said hello.</summary>
    public int Sessions
    {
        get
        {
            lock (_lock) return _sessions.Count;
        }
    }

    /// <summary>Adds a desktop and gives it the whole state; false when the server is stopping.</summary>
    public bool Join(DesktopSession session)
    {
        lock (_lock)
        {
            if (_stopping) return false;
            var person = session.Person;
            session.Send(DesktopFrames.Hello(
                _router.Epoch, _router.Offset, clock.Now, clock.Speed, options.HeartbeatSeconds, person.Id, person.Name, person.RoleWord));
            session.Send(DesktopFrames.Reset(_router.Epoch, _router.Offset, _router.Open));
            session.Send(DesktopFrames.Metrics(clock.Now, complete: true, _shown.Values));
            _sessions.Add(session);
            return true;
        }
    }

    /// <summary>Forgets a desktop; one that never joined is no mistake.</summary>
    public void Leave(DesktopSession session)
    {
        lock (_lock) _sessions.Remove(session);
    }

    /// <summary>Tells every desktop that the server stops, and takes no more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopping = true;
            foreach (var session in _sessions) session.Close(DesktopClosing.ServerStopping);
        }
    }

    /// <inheritdoc/>
    public void OnRestored(DurableState committed)
    {
        lock (_lock)
        {
            _router.Restore(committed);
            SendToAll(DesktopFrames.Reset(_router.Epoch, _router.Offset, _router.Open));
        }
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        lock (_lock)
            foreach (var frame in _router.Route(batch, after))
                SendToAll(frame.Bytes);
    }

    /// <inheritdoc/>
    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
        lock (_lock)
        {
            var changed = queues.Where(q => !_shown.TryGetValue((q.QueueId, q.MediaType), out var shown) || shown != q).ToArray();
            foreach (var queue in changed) _shown[(queue.QueueId, queue.MediaType)] = queue;
            if (_sessions.Count > 0) SendToAll(DesktopFrames.Metrics(now, complete: false, changed));
        }
    }

    private void SendToAll(ReadOnlyMemory<byte> frame)
    {
        foreach (var session in _sessions) session.Send(frame);
    }
}
