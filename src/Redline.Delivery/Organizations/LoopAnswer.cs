using Redline.Delivery.Journal;

namespace Redline.Delivery.Organizations;

/// <summary>
/// What somebody who asked is told once everything decided before is committed. A refusal waits for that too: what it
/// was decided on top of might not be.
/// </summary>
/// <param name="Asker">Who asked.</param>
/// <param name="Refusal">Why it was refused; null: it was not.</param>
internal readonly record struct LoopAnswer(TaskCompletionSource<JournalCommit> Asker, Exception? Refusal)
{
    public void Conclude(JournalCommit commit)
    {
        if (Refusal is null) Asker.TrySetResult(commit);
        else Asker.TrySetException(Refusal);
    }

    public void Fail(Exception reason) => Asker.TrySetException(reason);
}
