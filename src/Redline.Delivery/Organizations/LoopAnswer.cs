using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>
/// What somebody who asked is told once everything decided before is committed. A refusal waits for that too: what it
/// was decided on top of might not be.
/// </summary>
/// <param name="Asker">Who asked.</param>
/// <param name="Events">What was decided for them.</param>
/// <param name="Refusal">Why it was refused; null: it was not.</param>
internal readonly record struct LoopAnswer(TaskCompletionSource<LoopDecision> Asker, IReadOnlyList<EngineEvent> Events, Exception? Refusal)
{
    public void Conclude(JournalCommit commit)
    {
        if (Refusal is null) Asker.TrySetResult(new(commit, Events));
        else Asker.TrySetException(Refusal);
    }

    public void Fail(Exception reason) => Asker.TrySetException(reason);
}
