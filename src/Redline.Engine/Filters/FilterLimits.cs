namespace Redline.Engine.Filters;

/// <summary>Bounds of one filter expression; beyond them it is refused with <c>filter.too.deep</c>, <c>.too.large</c> or <c>filter.list.too.long</c>.</summary>
public static class FilterLimits
{
    /// <summary>How deep logic and arithmetic may be nested.</summary>
    public const int Depth = 32;

    /// <summary>How many nodes an expression may have, list entries not counted.</summary>
    public const int Nodes = 1_000;

    /// <summary>How many entries a list of IN or NOT_IN may have.</summary>
    public const int ListEntries = 5_000;

    /// <summary>How long a text may be, in UTF-16 code units.</summary>
    public const int TextLength = 256;

    /// <summary>How long the text form of an expression may be, in UTF-16 code units; beyond it <c>filter.text.length</c>.</summary>
    public const int TextFormLength = 1 << 22;
}
