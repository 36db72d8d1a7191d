namespace Redline.Engine;

/// <summary>An input was written against another version than the one there is; nothing changed.</summary>
/// <param name="id">Which stream, queue set, parameter or flow.</param>
/// <param name="currentVersion">The version there is; 0: none.</param>
/// <param name="kind">What it is: <c>stream</c>, <c>queueSet</c>, <c>parameter</c> or <c>flow</c>.</param>
public sealed class EngineConflictException(string id, int currentVersion, string kind = EngineConflictException.Stream)
    : Exception(currentVersion == 0
        ? $"There is no {Words(kind)} {id}."
        : $"The {Words(kind)} is at version {currentVersion}; read it again and repeat the change on top of it.")
{
    /// <summary>A stream.</summary>
    public const string Stream = "stream";

    /// <summary>A queue set.</summary>
    public const string QueueSet = "queueSet";

    /// <summary>A parameter.</summary>
    public const string Parameter = "parameter";

    /// <summary>An escalation flow.</summary>
    public const string Flow = "flow";

    /// <summary>The code of a conflict about a stream.</summary>
    public const string Code = "stream.version.conflict";

    /// <summary>Stable, for programs: <c>queueSet.version.conflict</c>.</summary>
    public string ErrorCode => kind + ".version.conflict";

    /// <summary>What it is about.</summary>
    public string Kind => kind;

    /// <summary>Which stream, queue set, parameter or flow.</summary>
    public string Id => id;

    /// <summary>The version there is; 0: none.</summary>
    public int CurrentVersion => currentVersion;

    private static string Words(string kind) => kind == QueueSet ? "queue set" : kind;
}
