namespace Redline.Server.Tests;

/// <summary>Where the repository is, and the recorded calls beside it.</summary>
internal static class Repository
{
    /// <summary>Whether the long runs were asked for.</summary>
    public static bool RunsLong => Environment.GetEnvironmentVariable("REDLINE_LONG") == "1";

    public static string Root { get; } = FindRoot();

    /// <summary>A file of the recorded calls; the test is skipped when they are not here.</summary>
    public static string Recorded(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "anonymous-bank-1999", file));
        if (!File.Exists(path)) Assert.Skip($"The recorded calls are not here: {path}.");
        return path;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Redline.slnx")))
            directory = directory.Parent;
        return directory?.FullName
            ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
