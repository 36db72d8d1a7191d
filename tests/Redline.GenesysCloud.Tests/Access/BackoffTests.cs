using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.Tests.Access;

public sealed class BackoffTests
{
    [Fact]
    public void Next_DoublesWithJitter_BetweenASecondAndAMinute()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(1));
        var bound = 1.0;
        for (var i = 0; i < 20; i++)
        {
            Assert.InRange(backoff.Next().TotalSeconds, Math.Max(1, bound / 2), bound);
            bound = Math.Min(60, bound * 2);
        }

        backoff.Reset();
        Assert.Equal(TimeSpan.FromSeconds(1), backoff.Next());
    }
}
