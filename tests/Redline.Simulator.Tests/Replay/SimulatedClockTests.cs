using FsCheck;
using FsCheck.Fluent;
using Redline.Simulator.Replay;
using Redline.TestKit;

namespace Redline.Simulator.Tests.Replay;

public sealed class SimulatedClockTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void NowMilliseconds_WhenWallTimePasses_RunsAtItsSpeed()
    {
        var clock = SimulatedClock.StartingAt(_time, 1_000_000, 60);

        Assert.Equal(1_000_000, clock.NowMilliseconds);
        _time.Advance(TimeSpan.FromMilliseconds(1_500));
        Assert.Equal(1_090_000, clock.NowMilliseconds);
    }

    [Fact]
    public void NowMilliseconds_WhenMadeAgainFromItsNumbers_GoesOn()
    {
        var clock = SimulatedClock.StartingAt(_time, 5_000, 2.5);
        _time.Advance(TimeSpan.FromSeconds(7));

        var again = new SimulatedClock(
            _time, clock.AnchorWallMilliseconds, clock.AnchorSimulatedMilliseconds, clock.Speed);

        Assert.Equal(22_500, again.NowMilliseconds);
        Assert.Equal(clock.NowMilliseconds, again.NowMilliseconds);
    }

    [Fact]
    public void NowMilliseconds_WhenBeforeTheAnchor_CutsDownwards()
    {
        var clock = new SimulatedClock(_time, _time.GetUtcNow().ToUnixTimeMilliseconds() + 1, 0, 0.5);

        Assert.Equal(-1, clock.NowMilliseconds);
    }

    [Fact]
    public void WallDelayUntil_WhenReached_IsZero()
    {
        var clock = SimulatedClock.StartingAt(_time, 1_000, 60);

        Assert.Equal(TimeSpan.Zero, clock.WallDelayUntil(1_000));
        Assert.Equal(TimeSpan.Zero, clock.WallDelayUntil(long.MinValue));
    }

    [Fact]
    public void WallDelayUntil_WhenAhead_RoundsUpToWholeMilliseconds()
    {
        var clock = SimulatedClock.StartingAt(_time, 0, 60);

        Assert.Equal(TimeSpan.FromSeconds(1), clock.WallDelayUntil(60_000));
        Assert.Equal(TimeSpan.FromMilliseconds(1_001), clock.WallDelayUntil(60_001));
    }

    [Fact]
    public void WallDelayUntil_WhenNeverReached_IsTheLongestSpan() =>
        Assert.Equal(TimeSpan.MaxValue, SimulatedClock.StartingAt(_time, 0, 0.001).WallDelayUntil(long.MaxValue));

    [Fact]
    public void WallDelayUntil_WhenWaitedFor_ReachesTheInstantAndNotAMillisecondLate() => Prop.ForAll(
        Gen.Choose(1, 10_000_000).ToArbitrary(), Gen.Choose(0, 1_000_000_000).ToArbitrary(), (speed, ahead) =>
        {
            var time = new FakeTimeProvider();
            var clock = SimulatedClock.StartingAt(time, 0, speed / 1_000.0);

            time.Advance(clock.WallDelayUntil(ahead));

            Assert.InRange(clock.NowMilliseconds, ahead, ahead + (speed / 1_000) + 1);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_000.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_WhenSpeedIsOutOfRange_Refuses(double speed) =>
        Assert.Throws<ArgumentException>(() => SimulatedClock.StartingAt(_time, 0, speed));

    [Fact]
    public void Constructor_WhenSeveralThingsAreWrong_NamesThemAll()
    {
        var failure = Assert.Throws<ArgumentException>(
            () => new SimulatedClock(_time, long.MaxValue, long.MinValue, 0));

        Assert.Contains("anchorWallMilliseconds", failure.Message, StringComparison.Ordinal);
        Assert.Contains("anchorSimulatedMilliseconds", failure.Message, StringComparison.Ordinal);
        Assert.Contains("speed", failure.Message, StringComparison.Ordinal);
    }
}
