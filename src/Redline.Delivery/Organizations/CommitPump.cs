using System.Threading.Channels;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>
/// Follows the commits of one life in their order: tells the listener what is committed, answers those who asked, and
/// remembers the first failure, after which nothing more is told. The listener hears one thing at a time.
/// </summary>
internal sealed class CommitPump : IAsyncDisposable
{
    private readonly DurableState _committed;
    private readonly ICommittedListener _listener;
    private readonly Channel<Step> _steps = Channel.CreateUnbounded<Step>(new() { SingleReader = true, SingleWriter = true });
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _run;

    public CommitPump(DurableState committed, ICommittedListener listener)
    {
        _committed = committed;
        _listener = listener;
        _run = Task.Run(RunAsync);
    }

    /// <summary>Completes, without an exception, when a commit has failed.</summary>
    public Task Failed => _failed.Task;

    private Exception? Failure { get; set; }

    public void ThrowIfFailed()
    {
        if (!_failed.Task.IsCompleted) return;
        var code = (Failure as JournalWriteException)?.Code ?? EngineLoop.DefaultFault;
        throw new JournalWriteException(code, Failure!.Message, Failure);
    }

    /// <summary>Adds a submitted batch. The journal bounds how many are outstanding.</summary>
    public void Add(Task<JournalCommit> commit, EngineEvent[] events, TaskCompletionSource<JournalCommit>[] answers) =>
        _steps.Writer.TryWrite(new(commit, events, answers, default, null));

    /// <summary>Answers those whose input decided nothing, after everything decided before them is committed.</summary>
    public void AnswerNow(List<TaskCompletionSource<JournalCommit>> answers, long offset)
    {
        if (answers.Count == 0) return;
        Add(Task.FromResult(new JournalCommit(offset + 1, offset)), [], [.. answers]);
        answers.Clear();
    }

    public void AddQueues(Instant now, IReadOnlyList<QueueView> queues) =>
        _steps.Writer.TryWrite(new(null, [], [], now, queues));

    public async ValueTask DisposeAsync()
    {
        _steps.Writer.TryComplete();
        await _run;
    }

    private async Task RunAsync()
    {
        _listener.OnRestored(_committed);
        await foreach (var step in _steps.Reader.ReadAllAsync())
        {
            if (Failure is not null)
            {
                foreach (var answer in step.Answers) answer.TrySetException(Failure);
                continue;
            }

            try
            {
                await TellAsync(step);
            }
            catch (Exception e)
            {
                Failure = e;
                foreach (var answer in step.Answers) answer.TrySetException(e);
                _failed.TrySetResult();
            }
        }
    }

    private async Task TellAsync(Step step)
    {
        if (step.Queues is { } queues)
        {
            _listener.OnQueues(step.Now, queues);
            return;
        }

        var commit = await step.Commit!;
        if (step.Events.Length > 0)
        {
            _listener.OnCommitted(new(commit.FirstOffset, Array.ConvertAll(step.Events, Evolve)), _committed);
        }

        foreach (var answer in step.Answers) answer.TrySetResult(commit);
    }

    private CommittedEvent Evolve(EngineEvent e)
    {
        var fingerprint = (e as FingerprintEvent)?.Fingerprint;
        var before = fingerprint is { } f ? _committed.Find(f)?.Alert : null;
        _committed.Evolve(e);
        return new(e, fingerprint is { } g ? _committed.Find(g)?.Alert ?? before : null);
    }

    private sealed record Step(
        Task<JournalCommit>? Commit, EngineEvent[] Events, TaskCompletionSource<JournalCommit>[] Answers,
        Instant Now, IReadOnlyList<QueueView>? Queues);
}
