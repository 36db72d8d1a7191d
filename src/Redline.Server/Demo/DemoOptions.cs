namespace Redline.Server.Demo;

/// <summary>What <c>redline demo</c> was asked to show.</summary>
internal sealed record DemoOptions
{
    /// <summary>
    /// The fastest at which the calls come through an emulated Genesys Cloud: what is on the way for some milliseconds is
    /// then a few seconds late at most. Faster ones come to the engine directly.
    /// </summary>
    public const double FastestPlatform = 600;

    /// <summary>Files of recorded calls; empty: calls are generated.</summary>
    public IReadOnlyList<string> CallFiles { get; init; } = [];

    /// <summary>The day of the recorded calls to show; null: all of them as one stretch.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Simulated seconds per second; default 60.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>Begin anew instead of going on.</summary>
    public bool Fresh { get; init; }

    /// <summary>The port on 127.0.0.1; 0: any free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Origins of other pages that may call the API and open the desktop's socket; default none.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Origins of pages that may show the desktop in a frame; default none.</summary>
    public IReadOnlyList<string> FrameAncestors { get; init; } = [];

    /// <summary>Where the demo keeps its journal, its clock and its sign-in codes.</summary>
    public string DataDirectory { get; init; } = Path.Combine("redline-data", "demo");

    /// <summary>A file of stream definitions; null: the demo's own.</summary>
    public string? StreamsFile { get; init; }

    /// <summary>Whether the calls come through an emulated Genesys Cloud.</summary>
    public bool HasPlatform => Speed <= FastestPlatform;
}
