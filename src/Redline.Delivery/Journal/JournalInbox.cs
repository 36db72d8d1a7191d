namespace Redline.Delivery.Journal;

/// <summary>
/// The bounded place where batches wait for the writer, in order. At the bound callers wait, first come, first served;
/// a batch heavier than the bound is let in when nothing else is outstanding, or it would wait for ever.
/// Outstanding means admitted and not yet released by the writer. Thread rule: any thread.
/// </summary>
internal sealed class JournalInbox(int maxBatches, long maxBytes)
{
    private readonly object _gate = new();
    private readonly LinkedList<PendingBatch> _waiting = new();
    private List<PendingBatch> _admitted = [];
    private int _outstanding;
    private long _outstandingBytes;
    private bool _closed;

    /// <summary>Batches that wait for admission.</summary>
    internal int WaitingCount
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Admits the batch, now or later; see <see cref="IJournal.SubmitAsync"/>.</summary>
    public ValueTask<Task<JournalCommit>> SubmitAsync(PendingBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<PendingBatch> node;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(IJournal));
            // Nobody overtakes a waiting batch, or the order of one caller's batches would be lost.
            if (_waiting.Count == 0 && Fits(batch))
            {
                Admit(batch);
                return new ValueTask<Task<JournalCommit>>(batch.Committed);
            }

            _ = batch.Admitted;
            node = _waiting.AddLast(batch);
        }

        return new ValueTask<Task<JournalCommit>>(WaitAsync(node, cancellationToken));
    }

    /// <summary>
    /// Moves everything admitted into <paramref name="group"/>; blocks while there is nothing.
    /// Returns false when the inbox is closed and empty.
    /// </summary>
    public bool Take(ref List<PendingBatch> group)
    {
        lock (_gate)
        {
            while (_admitted.Count == 0 && !_closed) Monitor.Wait(_gate);
            if (_admitted.Count == 0) return false;
            (group, _admitted) = (_admitted, group);
            return true;
        }
    }

    /// <summary>Gives back the room of batches the writer is done with, and admits those that now fit.</summary>
    public void Release(List<PendingBatch> done)
    {
        lock (_gate)
        {
            foreach (var batch in done) Leave(batch);
            AdmitWaiting();
        }
    }

    /// <summary>
    /// Takes out every batch of these organizations that the writer has not taken yet, in order, admitted or not.
    /// </summary>
    public List<PendingBatch> Withdraw(HashSet<string> organizations)
    {
        lock (_gate)
        {
            var withdrawn = _admitted.FindAll(batch => organizations.Contains(batch.Batch.OrganizationId));
            _admitted.RemoveAll(batch => organizations.Contains(batch.Batch.OrganizationId));
            withdrawn.ForEach(Leave);
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (organizations.Contains(node.Value.Batch.OrganizationId))
                {
                    _waiting.Remove(node);
                    withdrawn.Add(node.Value);
                }

                node = next;
            }

            AdmitWaiting();
            return withdrawn;
        }
    }

    /// <summary>Refuses new batches and returns those not admitted; the admitted ones are still taken.</summary>
    public List<PendingBatch> Close()
    {
        lock (_gate)
        {
            _closed = true;
            List<PendingBatch> left = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_gate);
            return left;
        }
    }

    private async Task<Task<JournalCommit>> WaitAsync(LinkedListNode<PendingBatch> node, CancellationToken cancellation)
    {
        await using var registration = cancellation.UnsafeRegister(_ => Cancel(node, cancellation), null);
        return await node.Value.Admitted.Task;
    }

    private void Cancel(LinkedListNode<PendingBatch> node, CancellationToken cancellation)
    {
        lock (_gate)
        {
            // Admitted, withdrawn or closed a moment before: what happened to it then stands.
            if (node.List is null) return;
            _waiting.Remove(node);
            node.Value.Admitted.TrySetCanceled(cancellation);
            // A heavy batch at the front may have held up lighter ones that fit.
            AdmitWaiting();
        }
    }

    private bool Fits(PendingBatch batch) =>
        _outstanding == 0 || (_outstanding < maxBatches && _outstandingBytes + batch.Bytes <= maxBytes);

    private void Admit(PendingBatch batch)
    {
        _outstanding++;
        _outstandingBytes += batch.Bytes;
        _admitted.Add(batch);
        if (_admitted.Count == 1) Monitor.Pulse(_gate);
        batch.Admit();
    }

    private void Leave(PendingBatch batch)
    {
        _outstanding--;
        _outstandingBytes -= batch.Bytes;
    }

    private void AdmitWaiting()
    {
        while (_waiting.First is { } first && Fits(first.Value))
        {
            _waiting.RemoveFirst();
            Admit(first.Value);
        }
    }
}
