using System.Text;
using Redline.Delivery.Journal;
using Redline.Engine.Flows;

namespace Redline.Delivery.Flows;

/// <summary>Which executions that ended are asked for.</summary>
/// <param name="Flow">Of this flow; null: of all.</param>
/// <param name="State">Only those that completed, or only those that failed; null: both.</param>
/// <param name="QueueId">Only those about this queue; null: whatever they were about.</param>
public sealed record ExecutionFilter(string? Flow = null, ExecutionState? State = null, string? QueueId = null)
{
    /// <summary>Whether it can be answered: all flows together are kept by number alone, unless they failed.</summary>
    public bool IsIndexed => Flow is not null || (QueueId is null && State is not ExecutionState.Completed);
}

/// <summary>Finds among the executions that <see cref="ExecutionProjection"/> keeps.</summary>
public static class EndedExecutions
{
    private const int Chunk = 2_000;

    /// <summary>Those asked for, the last started first, and how many there are.</summary>
    /// <exception cref="ArgumentException">The filter is not <see cref="ExecutionFilter.IsIndexed"/>.</exception>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<(IReadOnlyList<Execution> Page, long Total)> ListAsync(
        IJournal journal, string organizationId, ExecutionFilter filter, int skip, int limit, CancellationToken cancellationToken = default)
    {
        if (!filter.IsIndexed) throw new ArgumentException("Name a flow: over all flows only those that failed can be told apart.", nameof(filter));
        var collection = ExecutionProjection.CollectionOf(filter.Flow, filter.State == ExecutionState.Failed);
        var (numbers, total) = filter.QueueId is null && filter.State != ExecutionState.Completed
            ? (null, await journal.CountRecordsAsync(organizationId, collection, cancellationToken))
            : await ScanAsync(journal, organizationId, collection, filter, skip, limit, cancellationToken);
        if (limit == 0) return ([], total);
        numbers ??= [.. (await journal.ListRecordsAsync(organizationId, collection, descending: true, skip, limit, cancellationToken)).Select(r => r.Sort)];
        var executions = new List<Execution>(numbers.Count);
        foreach (var number in numbers)
            if (await ExecutionProjection.FindAsync(journal, organizationId, number, cancellationToken) is { } kept) executions.Add(kept);
        return (executions, total);
    }

    /// <summary>How many of a flow ended and are kept, and how many of those failed.</summary>
    public static async ValueTask<(long Completed, long Failed)> CountAsync(
        IJournal journal, string organizationId, string flow, CancellationToken cancellationToken = default)
    {
        var failed = await journal.CountRecordsAsync(organizationId, ExecutionProjection.CollectionOf(flow, failed: true), cancellationToken);
        var all = await journal.CountRecordsAsync(organizationId, ExecutionProjection.CollectionOf(flow), cancellationToken);
        return (Math.Max(0, all - failed), failed);
    }

    // Marks are small; at most as many are read as executions are kept.
    private static async ValueTask<(List<long>? Numbers, long Total)> ScanAsync(
        IJournal journal, string organizationId, string collection, ExecutionFilter filter, int skip, int limit, CancellationToken cancellationToken)
    {
        var queue = filter.QueueId is { } id ? Encoding.UTF8.GetBytes(id) : null;
        var numbers = new List<long>(limit);
        long total = 0;
        for (var at = 0; ; at += Chunk)
        {
            var records = await journal.ListRecordsAsync(organizationId, collection, descending: true, at, Chunk, cancellationToken);
            foreach (var record in records)
            {
                if (!(ExecutionMark.Matches(record.Body.Span, filter.State, queue) ?? await MatchesAsync(record.Sort))) continue;
                if (total++ >= skip && numbers.Count < limit) numbers.Add(record.Sort);
            }

            if (records.Count < Chunk) return (numbers, total);
        }

        async ValueTask<bool> MatchesAsync(long number) =>
            await ExecutionProjection.FindAsync(journal, organizationId, number, cancellationToken) is { } kept
            && (filter.State is null || kept.State == filter.State) && (filter.QueueId is null || kept.Trigger.QueueId == filter.QueueId);
    }
}
