namespace Redline.Server.Desktop;

/// <summary>How desktops are served. Immutable.</summary>
internal sealed record DesktopOptions
{
    /// <summary>How long a new socket may take to say hello. Default 5 s.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the hello tells the desktop to be alive by. Default 20; at most 25 by the protocol.</summary>
    public int HeartbeatSeconds { get; init; } = 20;

    /// <summary>Silence after which a desktop counts as gone. Default 90 s; the protocol asks for at least 75.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Frames that may wait for one desktop; at the bound it is cut off with <c>slow.desktop</c>. Default 4,096: one
    /// commit of a storm brings a frame for each alert at once, and that must cut off nobody who reads. The bytes are
    /// shared by all desktops.
    /// </summary>
    public int OutboxFrames { get; init; } = 4_096;

    /// <summary>How long one frame may take to be taken by the network before the desktop is cut off. Default 10 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Desktops at once; one more is refused with 503. Default 2,000.</summary>
    public int MaxSessions { get; init; } = 2_000;
}
