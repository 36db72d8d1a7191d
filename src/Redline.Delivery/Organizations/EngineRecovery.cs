using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>What the journal says of an organization: where its engine goes on.</summary>
/// <param name="State">The durable state at <paramref name="Offset"/>.</param>
/// <param name="Offset">The last entry; 0: none.</param>
/// <param name="Replayed">How many entries were replayed on top of the snapshot.</param>
/// <param name="Checkpoints">The last values of the queues.</param>
/// <param name="Warnings">What had to be passed over, for the log; nothing is lost by it.</param>
internal sealed record EngineRecovery(
    DurableState State, long Offset, long Replayed, IReadOnlyList<QueueCheckpoint> Checkpoints, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads the newest readable snapshot and replays what follows it through the same Evolve that life uses.</summary>
    public static async Task<EngineRecovery> ReadAsync(IJournal journal, string organizationId, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var (state, offset) = await ReadSnapshotAsync(journal, organizationId, warnings, cancellationToken);
        var replayed = 0L;
        await foreach (var entry in journal.ReadAsync(organizationId, offset, cancellationToken))
        {
            state.Evolve(EventCodec.Decode(entry.Kind, entry.Body.Span));
            offset = entry.Offset;
            replayed++;
        }

        var checkpoints = await ReadCheckpointsAsync(journal, organizationId, warnings, cancellationToken);
        return new(state, offset, replayed, checkpoints, warnings);
    }

    private static async Task<(DurableState State, long Offset)> ReadSnapshotAsync(
        IJournal journal, string organizationId, List<string> warnings, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        while (true)
        {
            var reading = await journal.ReadSnapshotAsync(organizationId, before, cancellationToken);
            warnings.AddRange(reading.RefusedOffsets.Select(o => $"The snapshot at offset {o} is damaged and was passed over."));
            if (reading.Snapshot is not { } snapshot) return (new DurableState(), 0);
            try
            {
                return (StateCodec.Decode(snapshot.Body.Span), snapshot.Offset);
            }
            catch (FormatException e)
            {
                warnings.Add($"The snapshot at offset {snapshot.Offset} was passed over: {e.Message}");
                before = snapshot.Offset;
            }
        }
    }

    private static async Task<List<QueueCheckpoint>> ReadCheckpointsAsync(
        IJournal journal, string organizationId, List<string> warnings, CancellationToken cancellationToken)
    {
        var checkpoints = new List<QueueCheckpoint>();
        foreach (var row in await journal.ReadCheckpointsAsync(organizationId, cancellationToken))
        {
            try
            {
                checkpoints.Add(StateCodec.DecodeCheckpoint(row.Body.Span));
            }
            catch (FormatException e)
            {
                warnings.Add($"The last values of queue {row.QueueId} were passed over: {e.Message}");
            }
        }

        return checkpoints;
    }
}
