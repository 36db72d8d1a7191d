using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Redline.Bench;

/// <summary>What the base library does not offer.</summary>
internal static class Native
{
    private const int Terminate = 15;

    /// <summary>Waits until a file's content is on the disk, as the journal's own commits do.</summary>
    public static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(file);
        else if (FlushContent(file) != 0) throw new IOException("fdatasync failed");
    }

    /// <summary>Asks a process to stop and to leave its data in order.</summary>
    public static void Stop(System.Diagnostics.Process process)
    {
        if (process.HasExited) return;
        if (OperatingSystem.IsWindows()) process.Kill();
        else _ = Signal(process.Id, Terminate);
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushContent(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processId, int signal);
}
