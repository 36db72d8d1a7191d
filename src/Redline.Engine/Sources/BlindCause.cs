namespace Redline.Engine.Sources;

/// <summary>Why a queue or a whole source is not seen. Names are persisted, never ordinals.</summary>
public enum BlindCause
{
    /// <summary>Nothing was heard for as long as the most impatient stream allows, or not again after a restart.</summary>
    Silence,

    /// <summary>The source stamps what it sends with an instant too far from now.</summary>
    Clock,

    /// <summary>The source is not let in any more.</summary>
    Token,

    /// <summary>The source may not see it.</summary>
    Permission,

    /// <summary>The source is not reached.</summary>
    Connection,
}
