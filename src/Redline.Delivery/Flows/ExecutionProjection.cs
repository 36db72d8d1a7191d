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
    private readonly Queue<(long Number, string Flow, bool Failed)> _recent = new();
    private long _last;

    /// <summary>Where the numbers of some of them are, each with its <see cref="ExecutionMark"/>.</summary>
    /// <param name="flow">Of this flow; null: of all, which is kept for those that failed only.</param>
    /// <param name="failed">Only those that failed.</param>
    public static string CollectionOf(string? flow, bool failed = false) => (flow, failed) switch
    {
        (null, false) => Collection,
        (null, true) => "executions-failed",
        (_, false) => "executions-of/" + flow,
        (_, true) => "executions-failed-of/" + flow,
    };

    /// <summary>An execution that ended; null: there is none of that number, or no longer.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<Execution?> FindAsync(
        IJournal journal, string organizationId, long number, CancellationToken cancellationToken = default)
    {
        var record = await journal.FindRecordAsync(organizationId, Collection, KeyOf(number), cancellationToken);
        return record is null ? null : StateCodec.DecodeExecution(record.Body.Span);
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
        var mark = ExecutionMark.Of(execution);
        var failed = execution.State == ExecutionState.Failed;
        into.Add(new(CollectionOf(execution.Flow), KeyOf(about.Number), about.Number, mark));
        if (failed)
        {
            into.Add(new(CollectionOf(null, failed), KeyOf(about.Number), about.Number, mark));
            into.Add(new(CollectionOf(execution.Flow, failed), KeyOf(about.Number), about.Number, mark));
        }

        Forget(execution, into);
    }

    // What ended before this life is forgotten by its number alone; of its flow's list only what this life saw end.
    private void Forget(Execution ended, List<RecordWrite> into)
    {
        var gone = ended.Number - MaxKept;
        if (gone > 0) into.Add(new(Collection, KeyOf(gone), gone, ReadOnlyMemory<byte>.Empty));
        _recent.Enqueue((ended.Number, ended.Flow, ended.State == ExecutionState.Failed));
        while (_recent.TryPeek(out var old) && old.Number <= _last - MaxKept)
        {
            Remove(Collection, old.Number);
            Remove(CollectionOf(old.Flow), old.Number);
            if (old.Failed)
            {
                Remove(CollectionOf(null, failed: true), old.Number);
                Remove(CollectionOf(old.Flow, failed: true), old.Number);
            }

            _recent.Dequeue();
        }

        void Remove(string collection, long number) => into.Add(new(collection, KeyOf(number), number, ReadOnlyMemory<byte>.Empty));
    }

    private static string KeyOf(long number) => number.ToString(CultureInfo.InvariantCulture);
}
