namespace Redline.Simulator.Generation;

/// <summary>How the calls of one generated queue behave. Immutable; checked with the options it belongs to.</summary>
public sealed record QueueProfile
{
    /// <summary>Name, for people; unique among the queues, not empty, at most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Share of all calls relative to the other queues' weights; default 1, above 0 to 1,000,000.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Priority of its calls; the free agent takes the highest first; default 0, from 0 to 100.</summary>
    public int Priority { get; init; }

    /// <summary>Mean of the lognormal service time; default 4 minutes, from 1 second to 4 hours.</summary>
    public TimeSpan MeanServiceTime { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Standard deviation of the service time's logarithm; default 0.8, from 0 (all alike) to 2.</summary>
    public double ServiceSpread { get; init; } = 0.8;

    /// <summary>
    /// Mean of the exponential patience of a waiting caller; default 12 minutes, from 1 second to 4 hours.
    /// </summary>
    public TimeSpan MeanPatience { get; init; } = TimeSpan.FromMinutes(12);
}
