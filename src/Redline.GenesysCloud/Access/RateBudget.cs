using Redline.Engine;

namespace Redline.GenesysCloud.Access;

/// <summary>
/// How many requests are left of the minute's, by the platform's own headers where it sends them and else by counting.
/// Whoever is not urgent waits while others may need the rest; everybody waits when the platform said so. Any thread.
/// </summary>
internal sealed class RateBudget(int requestsPerMinute, GenesysClocks clocks)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private int _allowed = requestsPerMinute;
    private int _used;
    private Instant _resetsAt = Instant.Beginning;
    private Instant _blockedUntil = Instant.Beginning;

    /// <summary>Requests used of this minute's, and how many it has.</summary>
    public (int Used, int Allowed) State
    {
        get
        {
            lock (_lock) return (clocks.Now >= _resetsAt ? 0 : _used, _allowed);
        }
    }

    /// <summary>Takes a request from the budget; waits while there is none for this urgency.</summary>
    public async Task TakeAsync(Urgency urgency, CancellationToken cancellationToken)
    {
        while (Take(urgency) is { } wait)
            await Task.Delay(wait, clocks.Organization, cancellationToken);
    }

    /// <summary>The platform said how it counts.</summary>
    public void Learn(int? count, int? allowed, int? resetSeconds)
    {
        lock (_lock)
        {
            if (allowed is > 0) _allowed = allowed.Value;
            if (resetSeconds is >= 0 and <= 3600) _resetsAt = clocks.Now.Plus(resetSeconds.Value * 1000L);

            // Requests on their way are counted here and not yet there.
            if (count is >= 0) _used = Math.Max(_used, count.Value);
        }
    }

    /// <summary>The platform asks for silence.</summary>
    public void Block(TimeSpan time)
    {
        lock (_lock) _blockedUntil = Instant.Max(_blockedUntil, clocks.Now.Plus((long)time.TotalMilliseconds));
    }

    private TimeSpan? Take(Urgency urgency)
    {
        lock (_lock)
        {
            var now = clocks.Now;
            if (now < _blockedUntil) return TimeSpan.FromMilliseconds(_blockedUntil.Since(now));
            if (now >= _resetsAt) (_used, _resetsAt) = (0, now.Plus((long)Window.TotalMilliseconds));
            var share = urgency switch { Urgency.Low => 0.5, Urgency.Normal => 0.8, _ => 1.0 };
            if (_used < Math.Max(1, (int)(_allowed * share)))
            {
                _used++;
                return null;
            }

            return TimeSpan.FromMilliseconds(Math.Max(1, _resetsAt.Since(now)));
        }
    }
}
