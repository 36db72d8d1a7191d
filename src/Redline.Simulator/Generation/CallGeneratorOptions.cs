namespace Redline.Simulator.Generation;

/// <summary>
/// What <see cref="CallGenerator"/> makes. Immutable. The defaults are a centre of six queues and some 2,400 calls a
/// day whose rota does not stretch to the peaks at 10 and 15 o'clock: on every day several queues pass 60, 120 and 300
/// seconds of wait.
/// </summary>
public sealed record CallGeneratorOptions
{
    /// <summary>Half hours of a day: the length of every table by half hour.</summary>
    public const int HalfHours = 48;

    /// <summary>The same seed, day and options give the same calls; default 1, any value.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The queues; default Billing, Sales, Support, Returns, Premium and Claims; 1 to 100.</summary>
    public IReadOnlyList<QueueProfile> Queues { get; init; } = DefaultContactCentre.Queues;

    /// <summary>
    /// Calls to expect in each half hour of the UTC day over all queues, 48 numbers, 0 to 200,000 together; default
    /// busy from 8 to 20 o'clock with peaks at 10 and 15 o'clock.
    /// </summary>
    public IReadOnlyList<double> CallsByHalfHour { get; init; } = DefaultContactCentre.CallsByHalfHour;

    /// <summary>The agents; default four teams with overlapping skills; 1 to 100 teams.</summary>
    public IReadOnlyList<AgentTeam> Teams { get; init; } = DefaultContactCentre.Teams;

    /// <summary>
    /// From arrival until the caller may be answered or queued: announcements and menu; default 6 seconds, from 0 to 10
    /// minutes.
    /// </summary>
    public TimeSpan Announcement { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a call rings an agent who answers it; default 0: it does not ring; from 0 to 1 minute.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// Share of the times a call rings that it is not answered, and returns to its queue after
    /// <see cref="AlertingTimeout"/>; default 0, from 0 to 0.5.
    /// </summary>
    public double UnansweredShare { get; init; }

    /// <summary>How long a call rings that is not answered; default 15 seconds, from 1 second to 5 minutes.</summary>
    public TimeSpan AlertingTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Everything that is wrong with these options; empty: nothing.</summary>
    public IReadOnlyList<CallGeneratorOptionsError> Validate() => CallGeneratorOptionsValidator.Validate(this);
}
