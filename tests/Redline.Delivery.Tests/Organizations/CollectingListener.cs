using System.Threading.Channels;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Queues;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>
/// Remembers what it heard, and follows it as any listener must be able to: what it was told, taken together, gives
/// <see cref="State"/>. A test may make it fail.
/// </summary>
internal sealed class CollectingListener : ICommittedListener
{
    private readonly Lock _gate = new();
    private readonly Channel<byte[]> _restored = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<CommittedBatch> _committed = Channel.CreateUnbounded<CommittedBatch>();
    private readonly Channel<(Instant Now, IReadOnlyList<QueueView> Queues)> _queues =
        Channel.CreateUnbounded<(Instant, IReadOnlyList<QueueView>)>();
    private readonly List<CommittedBatch> _heard = [];
    private DurableState _state = new();

    /// <summary>Called with each batch, before it counts as heard; may throw.</summary>
    public Action<CommittedBatch> OnBatch { get; set; } = _ => { };

    /// <summary>Called with each restored state, before it counts as heard; may throw.</summary>
    public Action OnState { get; set; } = () => { };

    /// <summary>Every batch heard so far.</summary>
    public IReadOnlyList<CommittedBatch> Heard
    {
        get
        {
            lock (_gate) return [.. _heard];
        }
    }

    /// <summary>The events of every batch heard so far.</summary>
    public IReadOnlyList<EngineEvent> Events => [.. Heard.SelectMany(b => b.Events).Select(e => e.Event)];

    /// <summary>The canonical encoding of what was told: the last restored state and the batches since.</summary>
    public byte[] State
    {
        get
        {
            lock (_gate) return StateCodec.Encode(_state);
        }
    }

    public ValueTask<byte[]> RestoredAsync() => _restored.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<CommittedBatch> CommittedAsync() =>
        _committed.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<(Instant Now, IReadOnlyList<QueueView> Queues)> QueuesAsync() =>
        _queues.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void OnRestored(DurableState committed)
    {
        OnState();
        var bytes = StateCodec.Encode(committed);
        lock (_gate) _state = StateCodec.Decode(bytes);
        _restored.Writer.TryWrite(bytes);
    }

    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        OnBatch(batch);
        lock (_gate)
        {
            foreach (var (e, _) in batch.Events) _state.Evolve(e);
            Assert.Equal(StateCodec.Encode(after), StateCodec.Encode(_state));
            _heard.Add(batch);
        }

        _committed.Writer.TryWrite(batch);
    }

    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues) => _queues.Writer.TryWrite((now, queues));
}
