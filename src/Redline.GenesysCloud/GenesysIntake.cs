using Redline.Engine;
using Redline.Engine.Queues;
using Redline.GenesysCloud.Access;
using Redline.GenesysCloud.Observations;
using Redline.GenesysCloud.People;

namespace Redline.GenesysCloud;

/// <summary>
/// The one place where what sockets and REST bring is put together and told: one message at a time, whichever channel it
/// came by. Any thread.
/// </summary>
internal sealed class GenesysIntake : IDisposable
{
    private const int IdentitiesAtOnce = 1_000;

    private readonly IGenesysListener _listener;
    private readonly GenesysClocks _clocks;
    private readonly PlatformClock _platform;
    private readonly QueueEventReader _events;
    private readonly SnapshotReader _snapshots;
    private readonly ObservationBatch _batch;
    private readonly SemaphoreSlim _turn = new(1);

    public GenesysIntake(string sourceId, PlatformClock platform, IGenesysListener listener, GenesysClocks clocks)
    {
        (_platform, _listener, _clocks) = (platform, listener, clocks);
        _events = new QueueEventReader(Queues);
        _snapshots = new SnapshotReader(_events);
        _batch = new ObservationBatch(sourceId, listener.RentObservation);
    }

    /// <summary>The queues that are known. Changed and read within a turn, but for what is listed by <see cref="Known"/>.</summary>
    private QueueTable Queues { get; } = new();

    /// <summary>The queues that are known, at one moment.</summary>
    public IReadOnlyList<QueueTrack> Known { get; private set; } = [];

    /// <summary>Takes a message of a socket, as of when it arrived.</summary>
    public async ValueTask<EventKind> TakeAsync(ReadOnlyMemory<byte> message, Instant arrivedAt)
    {
        await _turn.WaitAsync();
        try
        {
            _batch.Begin();
            var kind = _events.Read(message.Span, arrivedAt, _platform.Ahead, _batch);
            if (_batch.Observations.Count > 0) await _listener.ObservedAsync(_batch.Take());
            if (kind == EventKind.UserActivity && UserActivityReader.ReadEvent(message) is { } user) await _listener.UsersChangedAsync([user]);
            return kind;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the answer to an observation query; false: it is none.</summary>
    public async ValueTask<bool> TakeSnapshotAsync(ReadOnlyMemory<byte> answer, IReadOnlyCollection<QueueTrack> asked, Instant askedAt)
    {
        await _turn.WaitAsync();
        try
        {
            _batch.Begin();
            if (!_snapshots.Read(answer.Span, asked, askedAt, _clocks.Now, _platform.Ahead, _batch)) return false;
            if (_batch.Observations.Count > 0) await _listener.ObservedAsync(_batch.Take());
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the list of queues: adds those that are new, renames and moves. True: something changed.</summary>
    public async ValueTask<bool> TakeListAsync(IReadOnlyList<ListedQueue> listed)
    {
        await _turn.WaitAsync();
        try
        {
            var changed = new List<QueueTrack>();
            foreach (var queue in listed)
            {
                var known = Queues.Find(queue.Id);
                var track = known ?? Queues.Add(queue.Id, queue.Name, queue.DivisionId);
                if (track.Identify(queue.Name, queue.DivisionId, queue.ServiceLevelTargetSeconds) || known is null) changed.Add(track);
            }

            if (changed.Count == 0) return false;
            Known = [.. Queues.All];
            foreach (var some in changed.Chunk(IdentitiesAtOnce)) await _listener.ObservedAsync([.. some.Select(Identity)]);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Queues are gone. False: that could not be told, and they stay until it can.</summary>
    public async ValueTask<bool> RemoveAsync(IReadOnlyList<QueueTrack> gone)
    {
        await _turn.WaitAsync();
        try
        {
            if (!await _listener.QueuesGoneAsync([.. gone.Select(q => q.Id)])) return false;
            foreach (var queue in gone) Queues.Remove(queue);
            Known = [.. Queues.All];
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends half hours that are over: their figures have no value any more.</summary>
    public async ValueTask EndHalfHoursAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _batch.Begin();
            var now = _clocks.Now;
            var platformNow = now.Plus(_platform.Ahead);
            foreach (var queue in Known)
                foreach (var media in queue.Media)
                    if (media.IsHalfHourOver(platformNow))
                        media.EndHalfHour(_batch.Of(queue, media.MediaType, now));
            if (_batch.Observations.Count > 0) await _listener.ObservedAsync(_batch.Take());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The source is there although nothing changed.</summary>
    public ValueTask HeartbeatAsync() => OneAtATimeAsync(_listener.HeartbeatAsync);

    /// <summary>The condition is another one. False: it could not be told.</summary>
    public async ValueTask<bool> TellConditionAsync(SourceCondition? condition)
    {
        await _turn.WaitAsync();
        try
        {
            return await _listener.ConditionChangedAsync(condition);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>People were heard of by REST.</summary>
    public ValueTask TellUsersAsync(IReadOnlyList<UserActivity> users) => OneAtATimeAsync(() => _listener.UsersChangedAsync(users));

    public void Dispose() => _turn.Dispose();

    private Observation Identity(QueueTrack queue)
    {
        _batch.Begin();
        return _batch.Of(queue, null, _clocks.Now);
    }

    private async ValueTask OneAtATimeAsync(Func<ValueTask> tell)
    {
        await _turn.WaitAsync();
        try
        {
            await tell();
        }
        finally
        {
            _turn.Release();
        }
    }
}
