namespace Redline.Server.Identity;

/// <summary>
/// How many requests each subject may send: a bucket that holds a burst and fills steadily. Per subject, never per
/// address, and only for tokens that are valid. Any thread.
/// </summary>
/// <remarks>
/// Holds at most 20,000 buckets; at the bound those not used for the longest time are forgotten, a tenth at once. A
/// forgotten bucket is a full one.
/// </remarks>
internal sealed class RateLimits(IdentityOptions options, TimeProvider wall)
{
    private const int MaxBuckets = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string OrganizationId, string SubjectId), Bucket> _buckets = [];

    /// <summary>Takes one request from a subject's bucket; when it is empty, how long until there is one.</summary>
    public TimeSpan? Take(Caller caller)
    {
        var key = (caller.OrganizationId, caller.SubjectId);
        var perSecond = options.RequestsPerMinute / 60.0;
        lock (_lock)
        {
            var now = wall.GetTimestamp();
            if (!_buckets.TryGetValue(key, out var bucket))
            {
                if (_buckets.Count >= MaxBuckets) MakeRoom();
                bucket = new(options.RequestBurst, now);
            }

            var filled = Math.Min(options.RequestBurst, bucket.Requests + (wall.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));

            // Rounding must not ask for a wait that has been kept.
            const double almostOne = 1 - 1e-9;
            _buckets[key] = new(filled >= almostOne ? Math.Max(0, filled - 1) : filled, now);
            return filled >= almostOne ? null : TimeSpan.FromSeconds((1 - filled) / perSecond);
        }
    }

    private void MakeRoom()
    {
        foreach (var (key, _) in _buckets.OrderBy(b => b.Value.At).Take(MaxBuckets / 10).ToArray())
            _buckets.Remove(key);
    }

    private readonly record struct Bucket(double Requests, long At);
}
