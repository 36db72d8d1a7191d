using System.Globalization;
using System.Text;
using Redline.Delivery.Journal;

namespace Redline.TestKit.Journal;

/// <summary>
/// Batches whose whole content follows from where they stand, so that a test can tell, from the journal alone, whether
/// what a killed process left behind is whole: each batch begins with a "first" entry and ends with a "last" one.
/// </summary>
public static class CrashBatch
{
    /// <summary>The batch that belongs after an offset; 2 to 6 entries, a snapshot at every seventh offset.</summary>
    public static JournalBatch After(string organizationId, long offset)
    {
        var count = 2 + offset % 5;
        List<NewEntry> entries = [];
        for (var i = 1; i <= count; i++)
        {
            var kind = i == 1 ? "first" : i == count ? "last" : "middle";
            entries.Add(SomeBatch.Entry(kind, Body(organizationId, offset + i)));
        }

        var last = offset + count;
        var snapshot = last % 7 == 0 ? new SnapshotToWrite(1, Encode(Body(organizationId, last))) : null;
        var checkpoint = new ObservationCheckpoint("billing", null, Encode(Body(organizationId, last)));
        return new JournalBatch(organizationId, entries, [checkpoint], snapshot, AfterOffset: offset);
    }

    /// <summary>The body that belongs at an offset, up to about 2 KB long.</summary>
    public static string Body(string organizationId, long offset) => string.Create(
        CultureInfo.InvariantCulture, $"{organizationId}/{offset}/{new string('x', (int)(offset * 37 % 2000))}");

    private static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);
}
