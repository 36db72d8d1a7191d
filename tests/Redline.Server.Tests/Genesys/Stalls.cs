using System.Diagnostics;

namespace Redline.Server.Tests.Genesys;

/// <summary>
/// How long this machine keeps a thread that wants to run from running: what happens in real time, and many times as fast,
/// cannot be seen in less.
/// </summary>
internal sealed class Stalls : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;
    private long _longest;

    /// <summary>The longest so far.</summary>
    public TimeSpan Longest => TimeSpan.FromTicks(Volatile.Read(ref _longest));

    /// <summary>Begins to look, until it is disposed.</summary>
    public void Watch() => _watching = WatchAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var before = Stopwatch.GetTimestamp();
            await Task.Delay(Step, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var late = Stopwatch.GetElapsedTime(before) - Step;
            if (late.Ticks > _longest) Volatile.Write(ref _longest, late.Ticks);
        }
    }
}
