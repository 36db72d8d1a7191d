using Redline.Simulator.Calls;

namespace Redline.Simulator.Replay;

/// <summary>The whole story of one queue: when calls waited in it and when they were served.</summary>
internal sealed class QueueTrack
{
    internal QueueTrack(string name, IReadOnlyCollection<CallRecord> calls)
    {
        Name = name;
        Waits = IntervalTrack.From(Periods(calls, call => call.QueuedMilliseconds, call => call.LeftQueueMilliseconds));
        Interactions = IntervalTrack.From(
            Periods(calls, call => call.ServiceStartMilliseconds, call => call.ServiceEndMilliseconds));
    }

    internal string Name { get; }

    internal IntervalTrack Waits { get; }

    internal IntervalTrack Interactions { get; }

    internal QueueObservation Observe(in IntervalCursor waits, in IntervalCursor interactions) => new(
        Name, Name, QueueObservation.Voice, waits.OpenCount, waits.OldestStart(Waits), interactions.OpenCount,
        interactions.OldestStart(Interactions));

    private static IEnumerable<(long Start, long End)> Periods(
        IEnumerable<CallRecord> calls, Func<CallRecord, long?> start, Func<CallRecord, long?> end)
    {
        foreach (var call in calls)
        {
            if (start(call) is { } from && end(call) is { } to) yield return (from, to);
        }
    }
}
