using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>How an organization's loop runs. Immutable.</summary>
public sealed record EngineLoopOptions
{
    /// <summary>
    /// Inputs that may wait to be taken; a further sender waits (that is the backpressure on sources). Default 65,536;
    /// 16 to 1,000,000.
    /// </summary>
    public int InboxCapacity { get; init; } = 65_536;

    /// <summary>Committed entries after which the durable state is written as a snapshot. Default 10,000; 10 to 1,000,000.</summary>
    public int EntriesPerSnapshot { get; init; } = 10_000;

    /// <summary>Shortest time between two checkpoints of changed last values. Default 1 s; 100 ms to 1 min.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Last values that one commit holds at most, so that what is decided meanwhile does not wait for all of them. Default
    /// 500; 16 to 100,000.
    /// </summary>
    public int CheckpointsPerCommit { get; init; } = 500;

    /// <summary>Shortest time between two publications of the queues' last values to those who show them. Default 2 s; 100 ms to 1 min.</summary>
    public TimeSpan ViewInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Wall time after a start within which a queue must be heard of again; then it is blind. Default 10 s; 1 s to 10 min.</summary>
    public TimeSpan WarmingTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Wall time by which the clock's own wake-ups wait for sources that share the organization's clock and stamp what
    /// they send with it (a simulation). Zero for a live source, which cannot know. Default 0; at most 1 s.
    /// </summary>
    public TimeSpan SourceGrace { get; init; } = TimeSpan.Zero;

    /// <summary>First pause after a failed commit before the state is read back from the journal; doubles up to 30 s. Default 100 ms; 1 ms to 30 s.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Alerts kept to be looked up, open and over; when one more triggers the oldest is removed. A bound that is lowered
    /// takes older ones out of lists at once and leaves their records. Default 100,000; 1 to 100,000.
    /// </summary>
    public int MaxAlerts { get; init; } = 100_000;

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(InboxCapacity), InboxCapacity, 16, 1_000_000);
        errors.Range(nameof(EntriesPerSnapshot), EntriesPerSnapshot, 10, 1_000_000);
        errors.Range(nameof(MaxAlerts), MaxAlerts, 1, 100_000);
        errors.Range(nameof(CheckpointInterval), CheckpointInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        errors.Range(nameof(CheckpointsPerCommit), CheckpointsPerCommit, 16, 100_000);
        errors.Range(nameof(ViewInterval), ViewInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        errors.Range(nameof(WarmingTime), WarmingTime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        errors.Range(nameof(SourceGrace), SourceGrace, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        errors.Range(nameof(RestartDelay), RestartDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));
        return errors.All;
    }
}
