namespace Redline.Simulator.Faults;

/// <summary>Something that goes wrong, and when. Immutable; <see cref="FaultScript"/> reads and checks it.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong: one of <see cref="FaultKind"/>.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The simulated instant it begins at, in milliseconds since the epoch; null: see <see cref="AfterSeconds"/>.</summary>
    public long? AtMilliseconds { get; init; }

    /// <summary>Simulated seconds from when it is put down until it begins; default 0.</summary>
    public double AfterSeconds { get; init; }

    /// <summary>How long it lasts, in simulated seconds; null: until it is taken away.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Of what happens again and again: every so many simulated seconds; default 30.</summary>
    public double EverySeconds { get; init; } = 30;

    /// <summary>Of what happens to some: this share of them, 0 to 1; default 1.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How late events are, in simulated seconds; default 5.</summary>
    public double DelaySeconds { get; init; } = 5;

    /// <summary>By how much the platform's <c>Date</c> is ahead of its clock, in seconds; negative: behind.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>How long a token lives, in simulated seconds, whatever it was said to live; default 60.</summary>
    public double LifetimeSeconds { get; init; } = 60;

    /// <summary>What <c>Retry-After</c> says; default 10.</summary>
    public int RetryAfterSeconds { get; init; } = 10;

    /// <summary>Whether an outage cuts connections instead of answering 503.</summary>
    public bool Refuses { get; init; }

    /// <summary>The id or name of the queue it is about.</summary>
    public string? Queue { get; init; }

    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>The division a queue gets into.</summary>
    public string? Division { get; init; }

    /// <summary>The permission that nobody has any more.</summary>
    public string? Permission { get; init; }
}

/// <summary>What can go wrong.</summary>
public enum FaultKind
{
    /// <summary>Every connected socket is cut, again and again.</summary>
    DropSockets,

    /// <summary>Sockets stay connected, and connect, and say nothing.</summary>
    HalfOpen,

    /// <summary>Sockets are told that they will close, and close a minute later.</summary>
    SocketClosing,

    /// <summary>A handshake is answered with 401.</summary>
    HandshakeRefused,

    /// <summary>Tokens die early.</summary>
    TokenExpiry,

    /// <summary>Every token there is is revoked.</summary>
    RevokeTokens,

    /// <summary>Requests are answered with 429.</summary>
    RateLimitStorm,

    /// <summary>Events are sent late.</summary>
    LateEvents,

    /// <summary>Events are sent twice.</summary>
    DuplicateEvents,

    /// <summary>Events are overtaken by later ones.</summary>
    ReorderEvents,

    /// <summary>Nothing works: requests are refused, sockets are cut.</summary>
    Outage,

    /// <summary>The <c>Date</c> of answers is wrong.</summary>
    ClockOffset,

    /// <summary>A permission is taken from everybody.</summary>
    PermissionLost,

    /// <summary>The oldest caller of each queue rings somebody who does not answer, and comes back, again and again.</summary>
    UnansweredRinging,

    /// <summary>A queue is deleted, whoever waits in it.</summary>
    QueueDeleted,

    /// <summary>A queue gets another name.</summary>
    QueueRenamed,

    /// <summary>A queue gets into another division.</summary>
    QueueMoved,

    /// <summary>A queue is made.</summary>
    QueueCreated,
}
