namespace Redline.Simulator.Generation;

/// <summary>Draws the callers of a day, each queue from a random stream of its own.</summary>
internal sealed class CallArrivals(CallGeneratorOptions options)
{
    internal const long HalfHourMilliseconds = 30 * 60 * 1_000;
    private const long LeastServiceMilliseconds = 1_000;

    /// <summary>The callers in order of arrival, then queue.</summary>
    internal CallArrival[] Draw(DateOnly day)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var totalWeight = options.Queues.Sum(queue => queue.Weight);
        var arrivals = new List<CallArrival>();
        for (var index = 0; index < options.Queues.Count; index++)
        {
            var random = new SeededRandom(options.Seed, day.DayNumber, index);
            for (var half = 0; half < CallGeneratorOptions.HalfHours; half++)
            {
                var expected = options.CallsByHalfHour[half] * options.Queues[index].Weight / totalWeight;
                DrawHalfHour(midnight + (half * HalfHourMilliseconds), expected, index, random, arrivals);
            }
        }

        return [.. arrivals.OrderBy(arrival => arrival.InstantMilliseconds).ThenBy(arrival => arrival.QueueIndex)];
    }

    // Within a half hour the rate is constant, and a Poisson process has no memory: each half hour starts afresh.
    private void DrawHalfHour(long from, double expected, int index, SeededRandom random, List<CallArrival> arrivals)
    {
        if (expected <= 0) return;
        var queue = options.Queues[index];
        var meanGap = HalfHourMilliseconds / expected;
        for (var at = random.NextExponential(meanGap); at < HalfHourMilliseconds; at += random.NextExponential(meanGap))
        {
            var service = random.NextLogNormal(queue.MeanServiceTime.TotalMilliseconds, queue.ServiceSpread);
            var patience = random.NextExponential(queue.MeanPatience.TotalMilliseconds);
            arrivals.Add(new CallArrival(
                from + (long)at,
                index,
                Math.Max(LeastServiceMilliseconds, (long)service),
                Math.Max(1, (long)patience)));
        }
    }
}
