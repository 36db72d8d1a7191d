namespace Redline.Bench;

/// <summary>How late things were, in whole milliseconds up to ten seconds. Written by one thread at a time; forgotten by <see cref="Forget"/>.</summary>
internal sealed class Lags
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[10_001];

    /// <summary>How many were noted.</summary>
    public long Count
    {
        get
        {
            lock (_lock) return _counts.Sum();
        }
    }

    public void Note(long milliseconds)
    {
        lock (_lock) _counts[Math.Clamp(milliseconds, 0, _counts.Length - 1)]++;
    }

    /// <summary>Begins anew.</summary>
    public void Forget()
    {
        lock (_lock) Array.Clear(_counts);
    }

    /// <summary>The least that a share of them, 0 to 1, were not later than; 0 when there are none.</summary>
    public double At(double share)
    {
        lock (_lock)
        {
            var wanted = (long)Math.Ceiling(_counts.Sum() * share);
            long seen = 0;
            for (var i = 0; i < _counts.Length; i++)
            {
                seen += _counts[i];
                if (seen >= wanted && seen > 0) return i;
            }

            return 0;
        }
    }
}
