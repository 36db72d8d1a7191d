namespace Redline.Simulator.Limits;

/// <summary>The requests of one token in the minute of simulated time that began with its first.</summary>
internal sealed class RateWindow
{
    internal const long Milliseconds = 60_000;

    private long? _start;

    internal int Count { get; private set; }

    internal void Add(long now)
    {
        if (_start is not { } start || now - start >= Milliseconds) (_start, Count) = (now, 0);
        Count++;
    }

    /// <summary>Whole seconds until the next minute begins; at least one.</summary>
    internal int SecondsLeft(long now) => (int)Math.Max(1, ((_start ?? now) + Milliseconds - now + 999) / 1_000);
}
