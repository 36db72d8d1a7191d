using Redline.Simulator.Replay;

namespace Redline.Simulator.Tests.RecordedCalls;

/// <summary>
/// Finds when each queue had a call waiting for a threshold or longer, from observations alone and without a clock: the
/// instant is worked out from the oldest wait once the next observation shows that nothing happened before it.
/// </summary>
internal sealed class CrossingSweep(long thresholdMilliseconds)
{
    private readonly Dictionary<string, (long? Oldest, long? Opened)> _queues = [];

    internal List<(string Queue, long Threshold, long Opened, long Closed)> Crossings { get; } = [];

    internal void Observe(in QueueObservation queue, long instant)
    {
        var (oldest, opened) = _queues.GetValueOrDefault(queue.QueueId);
        if (oldest + thresholdMilliseconds < instant) opened ??= oldest + thresholdMilliseconds;

        oldest = queue.OldestWaitingSinceMilliseconds;
        if (oldest + thresholdMilliseconds <= instant)
        {
            opened ??= instant;
        }
        else if (opened is not null)
        {
            Crossings.Add((queue.QueueId, thresholdMilliseconds, opened.Value, instant));
            opened = null;
        }

        _queues[queue.QueueId] = (oldest, opened);
    }
}
