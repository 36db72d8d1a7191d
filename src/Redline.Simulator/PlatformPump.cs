using Redline.Simulator.Replay;

namespace Redline.Simulator;

/// <summary>Lets the platform's time go on by itself, waking at the instants at which something is due.</summary>
public sealed class PlatformPump(EmulatedPlatform platform, SimulatedClock clock)
{
    // A wall clock that is set must not stop the simulation: it is looked at this often.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource _earlier = Signal();

    /// <summary>Runs until it is cancelled; it never ends by itself.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        platform.DueEarlier += Wake;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _earlier = Signal();
                platform.Advance();
                var delay = clock.WallDelayUntil(platform.NextDue);
                if (delay > TimeSpan.Zero) await WaitAsync(delay < LongestSleep ? delay : LongestSleep, cancellationToken);
                else await Task.Yield();
            }
        }
        finally
        {
            platform.DueEarlier -= Wake;
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(delay, clock.Wall, stop.Token), _earlier.Task);
        await stop.CancelAsync();
    }

    private void Wake() => _earlier.TrySetResult();
}
