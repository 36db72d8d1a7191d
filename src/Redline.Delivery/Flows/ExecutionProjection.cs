using System.Globalization;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Flows;

namespace Redline.Delivery.Flows;

/// <summary>
/// Keeps executions that ended, each with its whole trace: the last <see cref="MaxKept"/>. Follows those that run by
/// itself, since an event says what changed and a record says everything.
/// </summary>
public sealed class ExecutionProjection : IRecordProjection
{
    /// <summary>How many executions are kept, counted by their numbers; the oldest go.</summary>
    public const int MaxKept = 20_000;

    /// <summary>Where executions that ended are: one record each, sorted by its number.</summary>
    public const string Collection = "executions";

    private readonly Dictionary<long, Execution> _running = [];
    private readonly Queue<(long Number, string Flow)> _recent = new();
    private long _last;

    /// <summary>Where the numbers of those of one flow are.</summary>
    public static string CollectionOf(string flow) => "executions-of/" + flow;

    /// <summary>An execution that ended; null: there is none of that number, or no longer.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<Execution?> FindAsync(
        IJournal journal, string organizationId, long number, CancellationToken cancellationToken = default)
    {
        var record = await journal.FindRecordAsync(organizationId, Collection, KeyOf(number), cancellationToken);
        return record is null ? null : StateCodec.DecodeExecution(record.Body.Span);
    }

    /// <summary>Those that ended, of one flow or of all, the last started first, and how many there are.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<(IReadOnlyList<Execution> Page, long Total)> ListAsync(
        IJournal journal, string organizationId, string? flow, int skip, int limit, CancellationToken cancellationToken = default)
    {
        var collection = flow is null ? Collection : CollectionOf(flow);
        var total = await journal.CountRecordsAsync(organizationId, collection, cancellationToken);
        var executions = new List<Execution>(limit);
        if (limit == 0) return (executions, total);
        foreach (var record in await journal.ListRecordsAsync(organizationId, collection, descending: true, skip, limit, cancellationToken))
            if (flow is null) executions.Add(StateCodec.DecodeExecution(record.Body.Span));
            else if (await FindAsync(journal, organizationId, record.Sort, cancellationToken) is { } kept) executions.Add(kept);
        return (executions, total);
    }

    /// <inheritdoc/>
    public void Restore(DurableState state)
    {
        _running.Clear();
        _last = state.Flows.LastExecution;
        foreach (var (number, execution) in state.Flows.Running) _running[number] = execution;
    }

    /// <inheritdoc/>
    public void Project(EngineEvent e, List<RecordWrite> into)
    {
        if (e is not ExecutionEvent about) return;
        var execution = Execution.After(_running.GetValueOrDefault(about.Number), about);
        if (about is not ExecutionFinished)
        {
            _running[about.Number] = execution;
            if (about is ExecutionStarted) _last = about.Number;
            return;
        }

        _running.Remove(about.Number);
        if (about.Number <= _last - MaxKept) return;
        into.Add(new(Collection, KeyOf(about.Number), about.Number, StateCodec.Encode(execution)));
        into.Add(new(CollectionOf(execution.Flow), KeyOf(about.Number), about.Number, "1"u8.ToArray()));
        Forget(execution, into);
    }

    // What ended before this life is forgotten by its number alone; of its flow's list only what this life saw end.
    private void Forget(Execution ended, List<RecordWrite> into)
    {
        var gone = ended.Number - MaxKept;
        if (gone > 0) into.Add(new(Collection, KeyOf(gone), gone, ReadOnlyMemory<byte>.Empty));
        _recent.Enqueue((ended.Number, ended.Flow));
        while (_recent.TryPeek(out var old) && old.Number <= _last - MaxKept)
        {
            into.Add(new(Collection, KeyOf(old.Number), old.Number, ReadOnlyMemory<byte>.Empty));
            into.Add(new(CollectionOf(old.Flow), KeyOf(old.Number), old.Number, ReadOnlyMemory<byte>.Empty));
            _recent.Dequeue();
        }
    }

    private static string KeyOf(long number) => number.ToString(CultureInfo.InvariantCulture);
}
