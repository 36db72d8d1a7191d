using Redline.Server.Queues;
using Redline.TestKit;

namespace Redline.Server.Tests.Genesys;

public sealed class OpenQueueViewsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly OpenQueueViews _views;

    public OpenQueueViewsTests() => _views = new(_time);

    [Fact]
    public void Open_LastsFiveMinutesFromTheLastTimeItWasAskedFor()
    {
        var before = _views.Version;
        _views.Open("q1");
        Assert.NotEqual(before, _views.Version);
        _time.Advance(TimeSpan.FromMinutes(4));
        _views.Open("q1");
        _time.Advance(TimeSpan.FromMinutes(4));
        var open = _views.Version;
        Assert.True(_views.IsOpen("q1"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEqual(open, _views.Version);
        Assert.False(_views.IsOpen("q1"));
    }

    [Fact]
    public void Open_WhenThereAreAThousand_LeavesFurtherOnesOut()
    {
        for (var i = 0; i < 1_001; i++) _views.Open($"q{i}");
        Assert.True(_views.IsOpen("q999"));
        Assert.False(_views.IsOpen("q1000"));
    }
}
