using System.Diagnostics;
using Redline.TestKit.Scenarios;

namespace Redline.Server.Tests.Architecture;

/// <summary>The source tree the tests were built from: what git would commit; without git, what is not built.</summary>
internal static class Repository
{
    private static readonly string[] Built =
        ["bin", "obj", "artifacts", "node_modules", "wwwroot", "dist", ".git", ".vs", ".idea"];

    public static string Root { get; } = RepositoryFiles.Folder();

    /// <summary>Every file, by its path from the root with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. (FromGit() ?? FromDirectories()).Where(Exists).Order(StringComparer.Ordinal)];

    /// <summary>The files whose names end in one of the extensions, given with their dots.</summary>
    public static IEnumerable<string> With(params string[] extensions) =>
        Files.Where(f => extensions.Contains(Path.GetExtension(f)));

    public static bool Exists(string path) => File.Exists(Full(path));

    public static string Full(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(Full(path));

    public static string[] ReadLines(string path) => File.ReadAllLines(Full(path));

    /// <summary>What git prints, or null when there is no git or this is not a clone.</summary>
    public static string? Git(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    // New files count before they are added, so that a mistake is found before it is committed.
    private static string[]? FromGit() => Git("ls-files", "--cached", "--others", "--exclude-standard", "-z")
        ?.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> FromDirectories()
    {
        var folders = new Stack<string>([Root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var child in Directory.EnumerateDirectories(folder))
                if (!Built.Contains(Path.GetFileName(child)))
                    folders.Push(child);
            foreach (var file in Directory.EnumerateFiles(folder))
                yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }
    }
}
