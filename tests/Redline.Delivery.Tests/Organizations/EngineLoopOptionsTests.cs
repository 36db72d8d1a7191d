using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Organizations;
using Redline.Delivery.Tests.Journal;
using Redline.Engine;
using Redline.TestKit;

namespace Redline.Delivery.Tests.Organizations;

public sealed class EngineLoopOptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private static readonly EngineLoopOptions Smallest = new()
    {
        InboxCapacity = 16,
        CheckpointsPerCommit = 16,
        EntriesPerSnapshot = 10,
        CheckpointInterval = TimeSpan.FromMilliseconds(100),
        ViewInterval = TimeSpan.FromMilliseconds(100),
        WarmingTime = TimeSpan.FromSeconds(1),
        SourceGrace = TimeSpan.Zero,
        RestartDelay = TimeSpan.FromMilliseconds(1),
        MaxAlerts = 1,
    };

    private static readonly EngineLoopOptions Greatest = new()
    {
        InboxCapacity = 1_000_000,
        CheckpointsPerCommit = 100_000,
        EntriesPerSnapshot = 1_000_000,
        CheckpointInterval = TimeSpan.FromMinutes(1),
        ViewInterval = TimeSpan.FromMinutes(1),
        WarmingTime = TimeSpan.FromMinutes(10),
        SourceGrace = TimeSpan.FromSeconds(1),
        RestartDelay = TimeSpan.FromSeconds(30),
        MaxAlerts = 100_000,
    };

    public static TheoryData<EngineLoopOptions> Wrong =>
    [
        new EngineLoopOptions
        {
            InboxCapacity = Smallest.InboxCapacity - 1,
            CheckpointsPerCommit = Smallest.CheckpointsPerCommit - 1,
            EntriesPerSnapshot = Smallest.EntriesPerSnapshot - 1,
            CheckpointInterval = Smallest.CheckpointInterval - Tick,
            ViewInterval = Smallest.ViewInterval - Tick,
            WarmingTime = Smallest.WarmingTime - Tick,
            SourceGrace = Smallest.SourceGrace - Tick,
            RestartDelay = Smallest.RestartDelay - Tick,
            MaxAlerts = Smallest.MaxAlerts - 1,
        },
        new EngineLoopOptions
        {
            InboxCapacity = Greatest.InboxCapacity + 1,
            CheckpointsPerCommit = Greatest.CheckpointsPerCommit + 1,
            EntriesPerSnapshot = Greatest.EntriesPerSnapshot + 1,
            CheckpointInterval = Greatest.CheckpointInterval + Tick,
            ViewInterval = Greatest.ViewInterval + Tick,
            WarmingTime = Greatest.WarmingTime + Tick,
            SourceGrace = Greatest.SourceGrace + Tick,
            RestartDelay = Greatest.RestartDelay + Tick,
            MaxAlerts = Greatest.MaxAlerts + 1,
        },
    ];

    [Fact]
    public void Validate_WhenWithinBounds_NamesNothing()
    {
        Assert.Empty(new EngineLoopOptions().Validate());
        Assert.Empty(Smallest.Validate());
        Assert.Empty(Greatest.Validate());
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Loop_WhenEveryOptionIsWrong_NamesThemAllAtOnce(EngineLoopOptions options)
    {
        using var directory = new JournalDirectory();
        await using var journal = await directory.OpenAsync();
        var clock = new WallClock(new FakeTimeProvider());
        var refused = Assert.Throws<ArgumentException>(() => new EngineLoop(
            "default", journal, clock, new CollectingListener(), options, EngineLimits.Default,
            NullLogger<EngineLoop>.Instance));

        var names = typeof(EngineLoopOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).ToArray();
        Assert.Equal(names.Length, options.Validate().Count);
        Assert.All(names, name => Assert.Contains($"{name} must be", refused.Message, StringComparison.Ordinal));
    }
}
