namespace Redline.Server;

/// <summary>Makes directories for what is nobody else's business: journal, codes, tokens.</summary>
internal static class OwnerDirectory
{
    /// <summary>Creates a directory for its owner only; one that is there already keeps the mode it was given.</summary>
    public static void Create(string directory)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
