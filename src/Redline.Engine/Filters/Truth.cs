namespace Redline.Engine.Filters;

/// <summary>
/// Three-valued truth. Ordered so that AND is the lesser, OR the greater and NOT the mirror image; unknown is never true.
/// </summary>
public enum Truth : byte
{
    /// <summary>Known to be false.</summary>
    False = 0,

    /// <summary>A value that is needed is missing.</summary>
    Unknown = 1,

    /// <summary>Known to be true.</summary>
    True = 2,
}
