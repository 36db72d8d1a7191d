using System.Diagnostics;

namespace Redline.Bench;

/// <summary>Waits until everybody has something, and keeps when the last one got it. Any thread may receive.</summary>
internal sealed class Receipts(int expected)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private TaskCompletionSource<Receipt> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing;

    /// <summary>Begins to count. Nothing counted before may still be under way.</summary>
    public void Arm()
    {
        _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _missing, expected);
    }

    /// <summary>One has it now.</summary>
    public void Receive()
    {
        if (Interlocked.Decrement(ref _missing) != 0) return;
        _all.TrySetResult(new(Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow()));
    }

    /// <summary>When the last one had it.</summary>
    public Task<Receipt> LastAsync() => _all.Task.WaitAsync(Patience);
}

/// <summary>An instant by both clocks.</summary>
internal readonly record struct Receipt(long Timestamp, DateTimeOffset Wall);
