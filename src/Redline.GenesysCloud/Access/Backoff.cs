namespace Redline.GenesysCloud.Access;

/// <summary>Pauses between attempts: each twice the one before up to a bound, with jitter so that many do not come back at once. One thread.</summary>
internal sealed class Backoff
{
    private readonly TimeSpan _first;
    private readonly TimeSpan _longest;
    private readonly Random _random;
    private TimeSpan _next;

    public Backoff(TimeSpan first, TimeSpan longest, Random random) => (_first, _longest, _random, _next) = (first, longest, random, first);

    /// <summary>The next pause: between half of it and all of it, never less than the first.</summary>
    public TimeSpan Next()
    {
        var pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, _longest.Ticks));
        return TimeSpan.FromTicks(Math.Max(_first.Ticks, (long)(pause.Ticks * (0.5 + _random.NextDouble() / 2))));
    }

    /// <summary>Something went well: the next failure is a first one.</summary>
    public void Reset() => _next = _first;
}
