using System.Threading.Channels;
using Redline.Simulator.Replay;
using Redline.TestKit;

namespace Redline.Simulator.Tests.Replay;

/// <summary>A pump that runs on fake time; what it tells is read one by one.</summary>
internal sealed class PumpRun : IAsyncDisposable
{
    private readonly Channel<(long Instant, QueueObservation[] Observations)> _told =
        Channel.CreateUnbounded<(long, QueueObservation[])>();

    private readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    internal PumpRun(CallTimeline timeline, double speed, Func<ValueTask>? beforeEach = null)
    {
        Clock = SimulatedClock.StartingAt(Time, 0, speed);
        Run = new CallReplayPump(timeline, Clock).RunAsync(
            async (observations, instant) =>
            {
                var copy = observations.ToArray();
                if (beforeEach is not null) await beforeEach();
                await _told.Writer.WriteAsync((instant, copy));
            },
            _stop.Token);
    }

    internal FakeTimeProvider Time { get; } = new();

    internal SimulatedClock Clock { get; }

    internal Task Run { get; }

    internal bool HasNothingToTell => !_told.Reader.TryPeek(out _);

    internal async Task<(long Instant, QueueObservation[] Observations)> NextAsync() =>
        await _told.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Advances once the pump waits, and returns once it waits again.</summary>
    internal async Task AdvanceAsync(TimeSpan by)
    {
        await Time.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        Time.Advance(by);
        await Time.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
    }

    internal Task StopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Run.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }
}
