namespace Redline.Bench;

/// <summary>
/// A directory for one measurement, removed afterwards. Below the current directory: a temporary directory is often in
/// memory, where a flush costs nothing.
/// </summary>
internal sealed class BenchDirectory : IDisposable
{
    public BenchDirectory(string name) =>
        Path = Directory.CreateDirectory($"artifacts/bench-{name}-{Environment.ProcessId}").FullName;

    public string Path { get; }

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
