using Redline.TestKit;

namespace Redline.Simulator.Tests.TestKit;

public sealed class FakeTimeProviderTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Advance_WhenTimersAreDue_FiresThemInOrderAtTheirInstants()
    {
        var start = _time.GetUtcNow();
        Set("b", 20);
        Set("a", 10);
        Set("c", 20);
        Set("late", 31);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["a at 10", "b at 20", "c at 20"], _fired);
        Assert.Equal(30, (_time.GetUtcNow() - start).TotalSeconds);
        Assert.Equal(1, _time.ArmedTimerCount);

        void Set(string name, int seconds) => _time.CreateTimer(
            _ => _fired.Add($"{name} at {(_time.GetUtcNow() - start).TotalSeconds}"), null,
            TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Advance_WhenTimerIsPeriodic_FiresItEachPeriodUntilDisposed()
    {
        var timer = _time.CreateTimer(_ => _fired.Add("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, _fired.Count);
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(3, _fired.Count);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Advance_WhenACallbackSetsATimer_FiresItInTheSameAdvance()
    {
        _time.CreateTimer(
            _ => _time.CreateTimer(_ => _fired.Add("second"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["second"], _fired);
    }

    [Fact]
    public void Advance_WhenDueAtOnce_FiresAtAnAdvanceOfZero()
    {
        _time.CreateTimer(_ => _fired.Add("now"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Assert.Empty(_fired);

        _time.Advance(TimeSpan.Zero);

        Assert.Equal(["now"], _fired);
    }

    [Fact]
    public async Task WaitForTimersAsync_WhenCodeComesToWait_Completes()
    {
        var waiting = _time.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        var delay = Task.Delay(TimeSpan.FromHours(1), _time, TestContext.Current.CancellationToken);
        await waiting;
        _time.Advance(TimeSpan.FromHours(1));

        await delay;
    }

    [Fact]
    public void SetWallClock_WhenSetBack_LeavesTimestampsAlone()
    {
        var before = _time.GetTimestamp();
        _time.SetWallClock(_time.GetUtcNow() - TimeSpan.FromDays(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(1), _time.GetElapsedTime(before));
    }
}
