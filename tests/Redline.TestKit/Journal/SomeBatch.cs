using System.Text;
using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.TestKit.Journal;

/// <summary>Batches for tests that care about their place and kinds, not about their content.</summary>
public static class SomeBatch
{
    /// <summary>11 March 1999, 07:05:12 UTC: any instant that is not now.</summary>
    public static readonly Instant At = new(921_135_912_000);

    /// <summary>A batch of entries of these kinds, each kind also being the body.</summary>
    public static JournalBatch Of(string organizationId, params string[] kinds) =>
        new(organizationId, [.. kinds.Select(kind => Entry(kind, kind))], []);

    /// <summary>An entry decided half a second after it became true.</summary>
    public static NewEntry Entry(string kind, string body) =>
        new(kind, At, At.Plus(500), Encoding.UTF8.GetBytes(body));

    /// <summary>A batch of nothing but one checkpoint.</summary>
    public static JournalBatch Checkpoint(string organizationId, string queueId, string? mediaType, string body) =>
        new(organizationId, [], [new ObservationCheckpoint(queueId, mediaType, Encoding.UTF8.GetBytes(body))]);

    /// <summary>A batch of one entry and a snapshot after it.</summary>
    public static JournalBatch Snapshot(string organizationId, int format, string body) =>
        Of(organizationId, "entry") with { Snapshot = new SnapshotToWrite(format, Encoding.UTF8.GetBytes(body)) };
}
