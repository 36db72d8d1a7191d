using System.Globalization;
using System.Runtime;

namespace Redline.Bench;

/// <summary>What this process holds, in bytes. On Linux only.</summary>
internal static class OwnMemory
{
    private const long Kibi = 1024;
    private const string ResetPeak = "5";

    /// <summary>After everything unused was collected: private memory, what is alive on the heap, what the heap has committed.</summary>
    public static double[] Settle()
    {
        for (var i = 0; i < 3; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        File.WriteAllText("/proc/self/clear_refs", ResetPeak);
        return [Read("RssAnon:"), GC.GetTotalMemory(forceFullCollection: false), heap.TotalCommittedBytes];
    }

    /// <summary>The most that was resident since <see cref="Settle"/>.</summary>
    public static double Peak() => Read("VmHWM:");

    private static double Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return Kibi * long.Parse(line[name.Length..^"kB".Length], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
