namespace Redline.Engine.Parameters;

/// <summary>Bounds of one parameter; beyond them it is refused.</summary>
public static class ParameterLimits
{
    /// <summary>How long a description may be.</summary>
    public const int DescriptionLength = 2_000;

    /// <summary>How many queues the table may have.</summary>
    public const int Values = 20_000;

    /// <summary>How long the id of a queue may be.</summary>
    public const int QueueIdLength = 256;

    /// <summary>How great a value may be, either way.</summary>
    public const double MaxValue = 1e12;
}
