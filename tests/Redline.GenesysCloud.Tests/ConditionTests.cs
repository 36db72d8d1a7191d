using System.Net;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Tests;

/// <summary>Permissions, limits and clocks: what cannot be seen is told, by name.</summary>
public sealed class ConditionTests
{
    [Fact]
    public async Task Topic_WhenRefused_IsToldByTheQueuesName_AndTheOthersAreSubscribed()
    {
        await using var rig = new ConnectorRig();
        rig.AddQueue("q1");
        rig.AddQueue("q2");
        rig.Platform.Rejects.Add("v2.analytics.queues.q2.activity");
        rig.Start();
        rig.Pass(2);
        var condition = Assert.Single(rig.Conditions)!;
        Assert.Equal(SourceCause.Permission, condition.Cause);
        Assert.Equal(["q2"], condition.QueueIds);
        Assert.Contains("Queue q2", condition.Message);
        Assert.Contains("analytics:queueObservation:view", condition.Message);
        Assert.Equal(["v2.analytics.queues.q1.activity"], Assert.Single(rig.Platform.Topics).Value);
    }

    [Fact]
    public async Task Start_TellsOnceThatAllIsWell_AndAgainUntilItIsTaken()
    {
        await using var rig = new ConnectorRig { CanTake = false };
        rig.AddQueue("q1");
        rig.Start();
        rig.Pass(5);
        Assert.Equal(0, rig.WellAtStart);
        rig.CanTake = true;
        rig.Pass(5);
        Assert.Equal(1, rig.WellAtStart);
    }

    [Fact]
    public async Task Query_WhenForbidden_IsAMissingPermissionOfAll()
    {
        await using var rig = new ConnectorRig();
        rig.AddQueue("q1");
        rig.Platform.Instead = r => r.Path.StartsWith("/api/v2/analytics/", StringComparison.Ordinal)
            ? Task.FromResult(FakePlatform.Answer(HttpStatusCode.Forbidden, new { code = "missing.permissions", message = "Unable to perform the requested action" }))
            : null;
        rig.Start();
        rig.Pass(5);
        var condition = Assert.Single(rig.Conditions)!;
        Assert.Equal((SourceCause.Permission, null), (condition.Cause, condition.QueueIds));
        Assert.Contains("missing.permissions", condition.Message);
        Assert.Equal(0, rig.Status.ChannelsLive);

        rig.Platform.Instead = _ => null;
        rig.Pass(70);
        Assert.Null(rig.Conditions[^1]);
        Assert.Equal(1, rig.Status.ChannelsLive);
    }

    [Fact]
    public async Task List_WhenForbidden_IsAMissingPermission()
    {
        await using var rig = new ConnectorRig();
        rig.Platform.Instead = r => r.Path.StartsWith("/api/v2/routing/", StringComparison.Ordinal)
            ? Task.FromResult(FakePlatform.Answer(HttpStatusCode.Forbidden, new { code = "not.authorized" }))
            : null;
        rig.Start();
        rig.Pass(5);
        Assert.Contains("routing:queue:view", Assert.Single(rig.Conditions)!.Message);
    }

    [Fact]
    public async Task Topics_BeyondAThousand_TakeAnotherChannel()
    {
        await using var rig = new ConnectorRig(new() { RequestsPerMinute = 10_000 });
        for (var i = 0; i < 501; i++) rig.AddQueue($"q{i:000}", QueueInterest.Everything);
        rig.Start();
        rig.Pass(2);
        Assert.Equal([1_000, 2], rig.Platform.Topics.OrderBy(t => t.Key).Select(t => t.Value.Count));
        Assert.Equal(2, rig.Status.ChannelsLive);
    }

    [Fact]
    public async Task Queues_WithoutRoomOnTheChannels_AreStillReconciled()
    {
        await using var rig = new ConnectorRig(new() { MaxChannels = 1, TopicsPerChannel = 2 });
        foreach (var id in (string[])["q1", "q2", "q3"]) rig.AddQueue(id);
        rig.Start();
        rig.Pass(2);
        Assert.Equal(1, rig.Status.QueuesUnplaced);
        Assert.Contains(rig.Lines, l => l.Contains("find no room", StringComparison.Ordinal));
        rig.Platform.Waiting["q3"] = 6;
        rig.Pass(55);
        Assert.Equal(6, rig.WaitingOf("q3"));
    }

    [Fact]
    public async Task Clock_WhenThePlatformIsAhead_IsToldAndCorrected()
    {
        await using var rig = new ConnectorRig();
        rig.Platform.Ahead = TimeSpan.FromSeconds(5);
        rig.AddQueue("q1");
        rig.Start();
        rig.Pass(3);
        Assert.InRange(rig.Status.ClockAheadMilliseconds, 4_000, 5_500);
        Assert.Single(rig.Lines, l => l.Contains("clock of Genesys Cloud", StringComparison.Ordinal));
        Assert.Empty(rig.Conditions);

        var start = rig.Now.Plus(5_000 - 60_000).Milliseconds;
        rig.Sockets.Last.Bring($$$$"""{"topicName":"v2.analytics.queues.q1.activity","eventBody":{"results":[{"mediaType":"voice","data":[{"metric":"oWaiting","count":1},{"metric":"oLongestWaiting","calculatedMetricValue":{{{{start}}}}}]}]}}""");
        rig.Run();
        var waits = (rig.Now.Milliseconds - rig.Observed[^1].Stored(Metric.WaitTimeSeconds)) / 1000;
        Assert.InRange(waits, 59, 61);
    }

    [Fact]
    public async Task Clock_WhenTheSame_IsNotCorrectedByTheSecondsThatDatesAreCutTo()
    {
        await using var rig = new ConnectorRig();
        rig.Platform.Ahead = TimeSpan.Zero;
        rig.AddQueue("q1");
        rig.Time.Advance(TimeSpan.FromMilliseconds(700));
        rig.Start();
        rig.Pass(60);
        Assert.Equal(0, rig.Status.ClockAheadMilliseconds);
    }

    [Fact]
    public async Task Clock_WhenMinutesOff_CannotBeTrusted()
    {
        await using var rig = new ConnectorRig();
        rig.Platform.Ahead = TimeSpan.FromMinutes(-10);
        rig.AddQueue("q1");
        rig.Start();
        rig.Pass(3);
        Assert.Equal(SourceCause.Clock, Assert.Single(rig.Conditions)!.Cause);
        rig.Platform.Ahead = TimeSpan.Zero;
        rig.Pass(60);
        Assert.Null(rig.Conditions[^1]);
    }
}
