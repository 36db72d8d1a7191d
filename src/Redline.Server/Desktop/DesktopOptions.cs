using Redline.Engine;

namespace Redline.Server.Desktop;

/// <summary>How desktops are served. Immutable.</summary>
internal sealed record DesktopOptions
{
    /// <summary>How long a new socket may take to say hello. Default 5 s; 1 s to 60 s.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the hello tells the desktop to be alive by. Default 20; 5 to 25, the protocol's bound.</summary>
    public int HeartbeatSeconds { get; init; } = 20;

    /// <summary>Silence after which a desktop counts as gone. Default 90 s; 75 s, the protocol's bound, to 10 min.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long one frame may take to be taken by the network before the desktop is cut off. Default 10 s; 1 s to 60 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often tokens, registrations, people and silence are looked at: a token that was revoked ends its desktop
    /// within this time. Default 5 s; 1 s to 60 s.
    /// </summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Desktops at once; one more is refused with 503. Default 20,000; 1 to 100,000.</summary>
    public int MaxSessions { get; init; } = 20_000;

    /// <summary>Desktops of one registration at once; one more ends the oldest. Default 4; 1 to 100.</summary>
    public int MaxSessionsPerRegistration { get; init; } = 4;

    /// <summary>Requests of one desktop that are being answered at a time; one more is refused. Default 8; 1 to 100.</summary>
    public int MaxRequests { get; init; } = 8;

    /// <summary>How long desktops are given, at a stop, to take the last frame. Default 2 s; 0 to 30 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(HelloTimeout), HelloTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        errors.Range(nameof(HeartbeatSeconds), HeartbeatSeconds, 5, 25);
        errors.Range(nameof(SilenceTimeout), SilenceTimeout, TimeSpan.FromSeconds(75), TimeSpan.FromMinutes(10));
        errors.Range(nameof(SendTimeout), SendTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        errors.Range(nameof(SweepInterval), SweepInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        errors.Range(nameof(MaxSessions), MaxSessions, 1, 100_000);
        errors.Range(nameof(MaxSessionsPerRegistration), MaxSessionsPerRegistration, 1, 100);
        errors.Range(nameof(MaxRequests), MaxRequests, 1, 100);
        errors.Range(nameof(StopTimeout), StopTimeout, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        return errors.All;
    }
}
