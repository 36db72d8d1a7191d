using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Redline.Bench;

/// <summary>
/// The processor time of the calling thread, for lanes that wait for nothing: what else runs on the machine stretches
/// wall time and not this. Where the system has no such clock it is wall time.
/// </summary>
internal static class CpuClock
{
    private const int ThreadCpuTime = 3;
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Nanoseconds so far.</summary>
    public static double Nanoseconds
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return Stopwatch.GetTimestamp() * NanosecondsPerSecond / Stopwatch.Frequency;
            if (GetTime(ThreadCpuTime, out var time) != 0) throw new InvalidOperationException("clock_gettime failed");
            return time.Seconds * NanosecondsPerSecond + time.Nanoseconds;
        }
    }

    /// <summary>Seconds since an earlier reading.</summary>
    public static double SecondsSince(double nanoseconds) => (Nanoseconds - nanoseconds) / NanosecondsPerSecond;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
