namespace Redline.Engine.Streams;

/// <summary>Bounds of one stream definition; beyond them it is refused.</summary>
public static class StreamLimits
{
    /// <summary>How long an id may be.</summary>
    public const int IdLength = 64;

    /// <summary>How long a name may be.</summary>
    public const int NameLength = 200;

    /// <summary>How long the name of a flow may be.</summary>
    public const int FlowLength = 100;

    /// <summary>How long a description may be.</summary>
    public const int DescriptionLength = 2_000;

    /// <summary>For how long a queue may be unheard of at least.</summary>
    public const int MinStaleSeconds = 1;

    /// <summary>How long a sustain, clear hold or cooldown may be, and a queue unheard of: seven days.</summary>
    public const int MaxSeconds = 604_800;
}
