using Redline.Simulator.Calls;

namespace Redline.Simulator.Tests.Calls;

public sealed class IsoInstantTests
{
    [Theory]
    [InlineData("1999-03-11T07:05:12", 921_135_912_000)]
    [InlineData("1999-03-11 07:05:12", 921_135_912_000)]
    [InlineData("1999-03-11T07:05:12Z", 921_135_912_000)]
    [InlineData("1999-03-11T09:05:12+02:00", 921_135_912_000)]
    [InlineData("1999-03-11T09:05:12+0200", 921_135_912_000)]
    [InlineData("1999-03-11T09:05:12+02", 921_135_912_000)]
    [InlineData("1999-03-11T01:35:12-05:30", 921_135_912_000)]
    [InlineData("1999-03-11T07:05:12.5", 921_135_912_500)]
    [InlineData("1999-03-11T07:05:12.0079999Z", 921_135_912_007)]
    [InlineData("1999-03-11T07:05:12,25Z", 921_135_912_250)]
    [InlineData("2000-02-29T00:00:00", 951_782_400_000)]
    public void TryParse_WhenIso_GivesMillisecondsUtc(string text, long expected)
    {
        Assert.True(IsoInstant.TryParse(text, out var milliseconds));
        Assert.Equal(expected, milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1999-03-11")]
    [InlineData("1999-03-11T07:05")]
    [InlineData("1999-02-29T00:00:00")]
    [InlineData("1999-00-01T00:00:00")]
    [InlineData("0000-01-01T00:00:00")]
    [InlineData("1999-03-11T24:00:00")]
    [InlineData("1999-03-11T23:60:00")]
    [InlineData("1999-03-11T23:59:60")]
    [InlineData("1999-03-11T07:05:12.")]
    [InlineData("1999-03-11T07:05:12x")]
    [InlineData("1999-03-11T07:05:12+")]
    [InlineData("1999-03-11T07:05:12+2")]
    [InlineData("1999-03-11T07:05:12+02:0")]
    [InlineData("1999-03-11T07:05:12+19:00")]
    [InlineData("1999-03-11T07:05:12+02:60")]
    [InlineData("1999-03-11T07:05:12+ab:cd")]
    [InlineData("1999/03/11T07:05:12")]
    [InlineData("+999-03-11T07:05:12")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("11/03/1999 07:05:12")]
    public void TryParse_WhenNotATime_Refuses(string text) => Assert.False(IsoInstant.TryParse(text, out _));
}
