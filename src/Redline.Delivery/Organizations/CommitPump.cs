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

    /// <summary>Completes, without an exception, when a commit or the listener has failed.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Whether anything of this life was committed, and told where there was something to tell.</summary>
    public bool HasCommitted { get; private set; }

    private Exception? Failure { get; set; }

    private Exception? CommitFailure { get; set; }

    public void ThrowIfFailed()
    {
        if (!_failed.Task.IsCompleted) return;
        var code = (Failure as JournalWriteException)?.Code ?? EngineLoop.DefaultFault;
        throw new JournalWriteException(code, Failure!.Message, Failure);
    }

    /// <summary>Adds a submitted batch. The journal bounds how many are outstanding.</summary>
    public void Add(Task<JournalCommit> commit, EngineEvent[] events, LoopAnswer[] answers) =>
        _steps.Writer.TryWrite(new(commit, events, answers, default, default, null));

    /// <summary>Answers those whose input decided nothing, after everything decided before them is committed.</summary>
    public void AnswerNow(List<LoopAnswer> answers, long offset)
    {
        if (answers.Count == 0) return;
        _steps.Writer.TryWrite(new(null, [], [.. answers], new(offset + 1, offset), default, null));
        answers.Clear();
    }

    public void AddQueues(Instant now, IReadOnlyList<QueueView> queues) =>
        _steps.Writer.TryWrite(new(null, [], [], default, now, queues));

    public async ValueTask DisposeAsync()
    {
        _steps.Writer.TryComplete();
        await _run;
    }

    private async Task RunAsync()
    {
        Tell(() => _listener.OnRestored(_committed));
        await foreach (var step in _steps.Reader.ReadAllAsync())
        {
            if (step.Queues is { } queues) Tell(() => _listener.OnQueues(step.Now, queues));
            else await ConcludeAsync(step);
        }
    }

    // After a failure too each commit is waited for: the next life must not read the journal while a batch of this one
    // is on its way, and whose input is committed must not be told to ask again.
    private async Task ConcludeAsync(Step step)
    {
        try
        {
            var commit = step.Commit is null ? step.Standing : await step.Commit;

            // What decided nothing was decided on top of what is not committed.
            if (CommitFailure is not null && step.Events.Length == 0) throw CommitFailure;
            if (step.Events.Length > 0)
            {
                Tell(() =>
                {
                    var batch = new CommittedBatch(commit.FirstOffset, Array.ConvertAll(step.Events, Evolve));
                    _listener.OnCommitted(batch, _committed);
                });
            }

            HasCommitted |= step.Commit is not null && Failure is null;
            foreach (var answer in step.Answers) answer.Conclude(commit);
        }
        catch (Exception e)
        {
            CommitFailure ??= e;
            foreach (var answer in step.Answers) answer.Fail(e);
            Fail(e);
        }
    }

    private void Tell(Action tell)
    {
        if (Failure is not null) return;
        try
        {
            tell();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Fail(Exception e)
    {
        Failure ??= e;
        _failed.TrySetResult();
    }

    private CommittedEvent Evolve(EngineEvent e)
    {
        var fingerprint = (e as FingerprintEvent)?.Fingerprint;
        var before = fingerprint is { } f ? _committed.Find(f)?.Alert : null;
        _committed.Evolve(e);
        return new(e, fingerprint is { } g ? _committed.Find(g)?.Alert ?? before : null);
    }

    private sealed record Step(
        Task<JournalCommit>? Commit, EngineEvent[] Events, LoopAnswer[] Answers,
        JournalCommit Standing, Instant Now, IReadOnlyList<QueueView>? Queues);
}
