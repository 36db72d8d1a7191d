using System.Collections.Concurrent;
using System.Text;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

/// <summary>A receiver in memory whose answers a test gives, one call at a time, when it likes.</summary>
internal sealed class OwnTarget : IEffectTarget
{
    private readonly Lock _gate = new();
    private readonly List<EffectCall> _calls = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<EffectReply>> _open = new();
    private TaskCompletionSource _changed = New();

    /// <summary>Answers at once where it gives an answer; null: the test answers.</summary>
    public Func<EffectCall, EffectReply?> Answer { get; init; } = _ => null;

    /// <summary>Calls in the order in which they came.</summary>
    public IReadOnlyList<EffectCall> Calls
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    public static EffectReply Json(string json, int status = 200) => new(status, "application/json", Encoding.UTF8.GetBytes(json));

    public static EffectReply Status(int status, TimeSpan? retryAfter = null) => new(status, null, default) { RetryAfter = retryAfter };

    public Task<EffectReply> SendAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var open = new TaskCompletionSource<EffectReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[call.IdempotencyKey] = open;
        lock (_gate)
        {
            _calls.Add(call);
            _changed.TrySetResult();
            _changed = New();
        }

        if (Answer(call) is { } reply) open.SetResult(reply);
        return open.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Answers the call that is open under a key.</summary>
    public void Reply(string key, EffectReply reply) => _open[key].SetResult(reply);

    /// <summary>Waits until so many calls came.</summary>
    public async Task WaitForCallsAsync(int count)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_calls.Count >= count) return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
