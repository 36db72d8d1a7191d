namespace Redline.TestKit.Scenarios;

/// <summary>Finds the source tree the tests were built from: scenario files are read and, when asked for, rewritten there.</summary>
public static class RepositoryFiles
{
    /// <summary>A folder of the repository.</summary>
    /// <exception cref="ScenarioException">The tests do not run inside a clone of the repository.</exception>
    public static string Folder(params ReadOnlySpan<string> path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Redline.slnx")))
                return Path.Combine([folder.FullName, .. path]);
        throw new ScenarioException($"no Redline.slnx above {AppContext.BaseDirectory}");
    }
}
