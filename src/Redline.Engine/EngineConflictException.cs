namespace Redline.Engine;

/// <summary>An input was written against another version than the one there is; nothing changed.</summary>
/// <param name="streamId">Which stream.</param>
/// <param name="currentVersion">The version there is; 0: none.</param>
public sealed class EngineConflictException(string streamId, int currentVersion)
    : Exception(currentVersion == 0
        ? $"There is no stream {streamId}."
        : $"The stream is at version {currentVersion}; read it again and repeat the change on top of it.")
{
    /// <summary>Stable, for programs.</summary>
    public const string Code = "stream.version.conflict";

    /// <summary>Which stream.</summary>
    public string StreamId => streamId;

    /// <summary>The version there is; 0: none.</summary>
    public int CurrentVersion => currentVersion;
}
