using Redline.Delivery.Organizations;
using Redline.Server.Genesys;
using Redline.Server.Sources;
using Redline.Simulator.Replay;
using Redline.TestKit;

namespace Redline.Server.Tests.Genesys;

public sealed class OrganizationTimeTests
{
    private readonly FakeTimeProvider _wall = new();

    [Fact]
    public void Of_WallTime_IsWallTime() => Assert.Same(_wall, OrganizationTime.Of(new WallClock(_wall)));

    [Fact]
    public async Task Of_ASimulation_RunsAsFastAsItDoes()
    {
        var begin = new DateTimeOffset(1999, 3, 11, 8, 0, 0, TimeSpan.Zero);
        var time = OrganizationTime.Of(new SimulatedOrganizationClock(SimulatedClock.StartingAt(_wall, begin.ToUnixTimeMilliseconds(), 60)));
        var started = time.GetTimestamp();
        var hour = Task.Delay(TimeSpan.FromHours(1), time, TestContext.Current.CancellationToken);
        _wall.Advance(TimeSpan.FromSeconds(59));
        Assert.False(hour.IsCompleted);
        _wall.Advance(TimeSpan.FromSeconds(1));
        await hour.InTime();
        Assert.Equal(begin.AddHours(1), time.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), time.GetElapsedTime(started));
    }
}
