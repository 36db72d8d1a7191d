namespace Redline.Simulator.Agenda;

/// <summary>
/// What is to be done when, in simulated time. Of what is due at one instant, what the contact centre does comes first,
/// then the rest in the order it was put down. Whoever changes its mind checks so in the action: nothing is taken out.
/// One thread at a time.
/// </summary>
internal sealed class SimulationAgenda
{
    private readonly PriorityQueue<Action, (long Instant, long Number)> _due = new();
    private long _number;

    /// <summary>The instant that is being lived through: never later than the clock, never going back.</summary>
    internal long Now { get; private set; } = long.MinValue;

    /// <summary>When the next thing is due; the end of time when nothing is.</summary>
    internal long NextDue => _due.TryPeek(out _, out var first) ? first.Instant : long.MaxValue;

    /// <summary>Puts something down; what is due already happens before time goes on.</summary>
    internal void At(long instant, Action action) => _due.Enqueue(action, (Math.Max(instant, Now), _number++));

    /// <summary>Does what is due at one instant, with what is put down for it meanwhile.</summary>
    internal void LiveThrough(long instant)
    {
        Now = Math.Max(Now, instant);
        while (_due.TryPeek(out var action, out var first) && first.Instant <= Now)
        {
            _due.Dequeue();
            action();
        }
    }

    /// <summary>Time has gone on without anything due.</summary>
    internal void Reach(long instant) => Now = Math.Max(Now, instant);
}
