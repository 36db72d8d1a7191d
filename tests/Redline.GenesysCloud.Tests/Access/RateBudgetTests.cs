using Redline.GenesysCloud.Access;
using Redline.TestKit;

namespace Redline.GenesysCloud.Tests.Access;

public sealed class RateBudgetTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RateBudget _budget;

    public RateBudgetTests() => _budget = new(10, new(_time, _time));

    [Fact]
    public void Take_WhenFewAreLeft_KeepsThemForWhatIsUrgent()
    {
        Assert.Equal(5, Taken(Urgency.Low));
        Assert.Equal(3, Taken(Urgency.Normal));
        Assert.Equal(2, Taken(Urgency.High));
        Assert.Equal((10, 10), _budget.State);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((0, 10), _budget.State);
        Assert.Equal(5, Taken(Urgency.Low));
    }

    [Fact]
    public void Learn_WhenThePlatformSaysHowItCounts_BelievesIt()
    {
        Assert.Equal(1, Taken(Urgency.High, 1));
        _budget.Learn(count: 18, allowed: 20, resetSeconds: 5);
        Assert.Equal((18, 20), _budget.State);
        Assert.Equal(2, Taken(Urgency.High));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(20, Taken(Urgency.High));
    }

    [Fact]
    public async Task Block_HoldsUpEverybodyUntilItIsOver()
    {
        _budget.Block(TimeSpan.FromSeconds(20));
        var urgent = _budget.TakeAsync(Urgency.High, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(urgent.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await urgent;
    }

    private int Taken(Urgency urgency, int most = 100)
    {
        for (var i = 0; i < most; i++)
        {
            using var stop = new CancellationTokenSource();
            var taking = _budget.TakeAsync(urgency, stop.Token);
            if (taking.IsCompletedSuccessfully) continue;
            stop.Cancel();
            return i;
        }

        return most;
    }
}
