namespace Redline.Server.Commands;

/// <summary>What a command tells whoever called it.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It could not, for a reason outside what was asked.</summary>
    public const int Failed = 1;

    /// <summary>What was asked is wrong; every mistake was named.</summary>
    public const int BadInput = 2;
}
