using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>
/// Hands changed last values to the journal, at most once an interval each, and in slices, the next once the one before
/// is committed: thousands of queues that change each second must not make an alert wait for all of theirs. Used by its
/// loop only.
/// </summary>
internal sealed class CheckpointSweep(EngineLoopOptions options, AlertEngine engine, IOrganizationClock clock)
{
    private IReadOnlyList<QueueCheckpoint> _taken = [];
    private int _handedOver;
    private long _begunAt = clock.Wall.GetTimestamp();
    private Task _slice = Task.CompletedTask;

    /// <summary>Completes when there may be a slice that nothing else wakes the loop for; null: there is none.</summary>
    public Task? More => _handedOver < _taken.Count ? _slice : null;

    /// <summary>What goes into the batch that is submitted now.</summary>
    /// <param name="wallNow">A timestamp of wall time.</param>
    /// <param name="whole">All that changed, whatever is due: with the last batch, and where a fact must not be without it.</param>
    public ObservationCheckpoint[] Take(long wallNow, bool whole)
    {
        var first = _handedOver;
        if (whole)
        {
            // In order: an older value that was taken must not come after what says that the queue is gone.
            QueueCheckpoint[] all = [.. _taken.Skip(first), .. engine.TakeCheckpoints()];
            (_taken, _handedOver, _begunAt) = ([], 0, wallNow);
            return Array.ConvertAll(all, Encode);
        }

        if (first == _taken.Count)
        {
            if (clock.Wall.GetElapsedTime(_begunAt, wallNow) < options.CheckpointInterval) return [];
            (_taken, first, _begunAt) = (engine.TakeCheckpoints(), 0, wallNow);
        }
        else if (!_slice.IsCompleted)
        {
            return [];
        }

        var count = Math.Min(options.CheckpointsPerCommit, _taken.Count - first);
        _handedOver = first + count;
        var slice = new ObservationCheckpoint[count];
        for (var i = 0; i < count; i++) slice[i] = Encode(_taken[first + i]);
        return slice;
    }

    /// <summary>What was taken is on its way into the journal.</summary>
    /// <param name="commit">Completes when it is committed, or fails.</param>
    public void Submitted(Task commit) => _slice = commit;

    private static ObservationCheckpoint Encode(QueueCheckpoint checkpoint) => new(checkpoint.QueueId, checkpoint.MediaType, StateCodec.Encode(checkpoint));
}
