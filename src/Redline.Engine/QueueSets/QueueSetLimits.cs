namespace Redline.Engine.QueueSets;

/// <summary>Bounds of one queue set; beyond them it is refused.</summary>
public static class QueueSetLimits
{
    /// <summary>How long a name may be.</summary>
    public const int NameLength = 200;

    /// <summary>How long a description may be.</summary>
    public const int DescriptionLength = 2_000;

    /// <summary>How many queues may be listed.</summary>
    public const int QueueIds = 5_000;

    /// <summary>How long the id of a queue or division and a pattern may be.</summary>
    public const int TextLength = 256;
}
