using Redline.Engine;
using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.Tests.Access;

public sealed class PlatformClockTests
{
    private static readonly Instant Begin = new(1_795_341_600_000);

    private readonly PlatformClock _clock = new();

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(-300)]
    public void Ahead_WhenDatesDoNotContradictIt_IsNothing(long ahead)
    {
        Learn(ahead, 900);
        Assert.Equal(0, _clock.Ahead);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(-7_250)]
    [InlineData(3_600_000)]
    public void Ahead_AfterSomeAnswers_IsKnownToAFractionOfASecond(long ahead)
    {
        for (var i = 0; i < 20; i++) Learn(ahead, i * 1_370);
        Assert.InRange(_clock.Ahead, ahead - 300, ahead + 300);
    }

    [Fact]
    public void Ahead_WhenAClockIsSet_FollowsWithTheNextAnswer()
    {
        for (var i = 0; i < 10; i++) Learn(5_000, i * 1_370);
        Learn(-5_000, 20_000);
        Assert.InRange(_clock.Ahead, -6_000, -4_000);
    }

    [Fact]
    public void Ahead_WhenAClockDrifts_DoesNotHoldOnToWhatWasTrueOnce()
    {
        for (var i = 0; i < 1_000; i++) Learn(5_000 + i * 3, i * 1_370);
        Assert.InRange(_clock.Ahead, 7_500, 8_500);
    }

    // An answer that takes 40 ms, made half way.
    private void Learn(long ahead, long at)
    {
        var platform = Begin.Plus(at + 20 + ahead).Milliseconds;
        _clock.Learn(Begin.Plus(at), new Instant(platform - platform % 1000), Begin.Plus(at + 40));
    }
}
