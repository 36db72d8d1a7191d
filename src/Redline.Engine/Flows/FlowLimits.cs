namespace Redline.Engine.Flows;

/// <summary>Bounds of flows and their executions; a definition beyond them is refused, an execution ends.</summary>
public static class FlowLimits
{
    /// <summary>How long the name of a flow may be.</summary>
    public const int NameLength = 100;

    /// <summary>How long a description may be.</summary>
    public const int DescriptionLength = 2_000;

    /// <summary>How many nodes a flow may have.</summary>
    public const int Nodes = 100;

    /// <summary>How long the id of a node and the name of data may be.</summary>
    public const int IdLength = 64;

    /// <summary>How long an expression or template may be, in UTF-16 code units.</summary>
    public const int TextLength = 4_000;

    /// <summary>How long the body of a request may be as it is written, and what templates may give, in UTF-16 code units.</summary>
    public const int BodyLength = 65_536;

    /// <summary>How many names a list of headers, data, inputs or answers may have.</summary>
    public const int Names = 32;

    /// <summary>How many data an execution may hold; what comes beyond is left out.</summary>
    public const int Data = 64;

    /// <summary>How long the text of one datum may be; a longer one is cut.</summary>
    public const int DataLength = 1_000;

    /// <summary>How many steps an execution may take; at the bound it ends as FAILED.</summary>
    public const int Steps = 200;

    /// <summary>How long a wait may be: seven days.</summary>
    public const int MaxWaitSeconds = 604_800;

    /// <summary>How long a cooldown may be: seven days.</summary>
    public const int MaxCooldownSeconds = 604_800;

    /// <summary>How many attempts of an effect are kept.</summary>
    public const int Attempts = 10;
}
