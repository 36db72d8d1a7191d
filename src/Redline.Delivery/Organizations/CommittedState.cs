using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Codecs;

namespace Redline.Delivery.Organizations;

/// <summary>Reads what a journal comes to, for whoever looks at an organization that does not run.</summary>
public static class CommittedState
{
    /// <summary>The durable state after the last entry.</summary>
    /// <exception cref="FormatException">An entry cannot be read by this version.</exception>
    public static async Task<DurableState> ReadAsync(IJournal journal, string organizationId, CancellationToken cancellationToken) =>
        (await EngineRecovery.ReadAsync(journal, organizationId, cancellationToken)).State;

    /// <summary>How many entries are replayed at the most for an instant before every snapshot that is kept.</summary>
    public const int MaxReplayed = 50_000;

    /// <summary>
    /// The durable state after the last entry that was decided at or before an instant: from a snapshot before it, or from
    /// the first entry while the journal is short. Null: neither reaches so far.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    /// <exception cref="FormatException">An entry cannot be read by this version.</exception>
    public static async Task<DurableState?> ReadAtAsync(
        IJournal journal, string organizationId, Instant at, CancellationToken cancellationToken)
    {
        if (await BeginAsync(journal, organizationId, at, cancellationToken) is not var (state, offset)) return null;
        await foreach (var entry in journal.ReadAsync(organizationId, offset, cancellationToken))
        {
            if (entry.DecidedAt > at) break;
            state.Evolve(EventCodec.Decode(entry.Kind, entry.Body.Span));
        }

        return state;
    }

    /// <summary>
    /// The offset behind which every entry stands that was decided after an instant, and some that were decided before it;
    /// null: neither a snapshot nor a short journal reaches so far.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    public static async Task<long?> FindOffsetAsync(
        IJournal journal, string organizationId, Instant at, CancellationToken cancellationToken) =>
        (await BeginAsync(journal, organizationId, at, cancellationToken))?.Offset;

    private static async Task<(DurableState State, long Offset)?> BeginAsync(
        IJournal journal, string organizationId, Instant at, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        while ((await journal.ReadSnapshotAsync(organizationId, before, cancellationToken)).Snapshot is { } snapshot)
        {
            before = snapshot.Offset;
            try
            {
                var state = StateCodec.Decode(snapshot.Body.Span);
                if (state.LastDecidedAt <= at) return (state, snapshot.Offset);
            }
            catch (FormatException)
            {
                // Of a format that this version does not read: an older one may do.
            }
        }

        var upTo = Math.Min(before, await journal.ReadLastOffsetAsync(organizationId, cancellationToken));
        return upTo <= MaxReplayed ? (new DurableState(), 0) : null;
    }
}
