using System.Net;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Tests;

/// <summary>What is subscribed to, and what is told of it.</summary>
public sealed class ConnectorTests
{
    private const string Query = "/api/v2/analytics/queues/observations/query";

    [Fact]
    public async Task Run_SubscribesToWhatMattersAndNothingElse()
    {
        await using var rig = new ConnectorRig();
        rig.AddQueue("q1");
        rig.AddQueue("q2", QueueInterest.Everything);
        rig.AddQueue("q3", QueueInterest.None);
        rig.Start();
        rig.Pass(1);
        Assert.Equal(
            ["v2.analytics.queues.q1.activity", "v2.analytics.queues.q2.activity", "v2.analytics.queues.q2.observations"],
            Assert.Single(rig.Platform.Topics).Value);
        Assert.Equal((3, 2, 1, 1), (rig.Status.QueuesListed, rig.Status.QueuesFollowed, rig.Status.Channels, rig.Status.ChannelsLive));
    }

    [Fact]
    public async Task Run_TellsOfEveryQueueWhoItIs()
    {
        await using var rig = new ConnectorRig();
        for (var i = 0; i < 230; i++) rig.AddQueue($"q{i}", QueueInterest.None);
        rig.Start();
        rig.Pass(1);
        Assert.Equal(230, rig.Observed.Select(o => o.QueueId).Distinct().Count());
        Assert.Equal(3, rig.Platform.Of("GET", "/api/v2/routing/queues?").Count());
        Assert.All(rig.Observed, o => Assert.Equal(("Queue " + o.QueueId, "d1", 20), (o.QueueName, o.DivisionId, o.ServiceLevelTargetSeconds)));
    }

    [Fact]
    public async Task Run_TellsMessagesAsTheyCome()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        Assert.Equal(0, rig.WaitingOf("q1"));
        rig.Sockets.Last.BringWaiting("q1", 3);
        rig.Run();
        Assert.Equal(3, rig.WaitingOf("q1"));
    }

    [Fact]
    public async Task Run_UntilTheSnapshotIsThere_KeepsMessagesBack()
    {
        await using var rig = new ConnectorRig();
        rig.AddQueue("q1");
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        rig.Platform.Instead = r => r.Path == Query ? answer.Task : null;
        rig.Start();
        rig.Pass(2);
        rig.Sockets.Last.BringWaiting("q1", 3);
        rig.Pass(1);
        Assert.Null(rig.WaitingOf("q1"));

        answer.SetResult(FakePlatform.Answer(HttpStatusCode.OK, new { results = Array.Empty<object>() }));
        rig.Run();
        Assert.Equal(3, rig.WaitingOf("q1"));
    }

    [Fact]
    public async Task Run_WhenADefinitionChanges_FollowsWithinFiveSeconds()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.AddQueue("q2", QueueInterest.None);
        rig.Pass(1);
        rig.Platform.Waiting["q1"] = 7;
        rig.Matter("q1", QueueInterest.Everything);
        rig.Pass(5);
        Assert.Equal(2, Assert.Single(rig.Platform.Topics).Value.Count);
        rig.Matter("q1", QueueInterest.None);
        rig.Pass(5);
        Assert.Empty(rig.Platform.Topics);
        Assert.Equal(0, rig.Status.Channels);
        rig.Matter("q1", QueueInterest.Activity);
        rig.Pass(5);
        Assert.Equal(7, rig.WaitingOf("q1"));
    }

    [Fact]
    public async Task Run_WhenAQueueIsAddedToAChannel_TakesASnapshotOfItAlone()
    {
        await using var rig = new ConnectorRig();
        rig.AddQueue("q1");
        rig.AddQueue("q2", QueueInterest.None);
        rig.Start();
        rig.Pass(1);
        rig.Platform.Requests.Clear();
        rig.Matter("q2", QueueInterest.Activity);
        rig.Pass(2);
        var query = Assert.Single(rig.Platform.Of("POST", Query));
        Assert.DoesNotContain("\"q1\"", query.Body);
        Assert.Contains("\"q2\"", query.Body);
        Assert.Single(rig.Sockets.All);
    }

    [Fact]
    public async Task Run_ReconcilesAllBetweenThirtyAndSixtySeconds_InChunksOfAHundred()
    {
        await using var rig = new ConnectorRig();
        for (var i = 0; i < 230; i++) rig.AddQueue($"q{i}");
        rig.Start();
        rig.Pass(5);
        rig.Platform.Requests.Clear();
        rig.Platform.Waiting["q229"] = 4;
        var heartbeats = rig.Heartbeats;
        rig.Pass(50, heartbeats: false);
        Assert.Equal(3, rig.Platform.Of("POST", Query).Count());
        Assert.Equal(4, rig.WaitingOf("q229"));
        Assert.Equal(heartbeats + 1, rig.Heartbeats);
    }

    [Fact]
    public async Task Run_WhenAQueueIsRenamedMovedOrAdded_TellsItWithinTheInterval()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.Queues[0] = ("q1", "Priority", "d2");
        rig.AddQueue("q2");
        rig.Pass(330);
        Assert.Contains(rig.Observed, o => (o.QueueId, o.QueueName, o.DivisionId) == ("q1", "Priority", "d2"));
        Assert.Contains("v2.analytics.queues.q2.activity", Assert.Single(rig.Platform.Topics).Value);
    }

    [Fact]
    public async Task Run_WhenAQueueIsDeleted_SaysThatItIsGone()
    {
        await using var rig = ConnectorRig.Started("q1", "q2");
        rig.Pass(1);
        rig.Platform.Queues.RemoveAt(0);
        rig.CanTake = false;
        rig.Pass(335);
        Assert.Empty(rig.Gone);
        rig.CanTake = true;
        rig.Pass(335);
        Assert.Equal(["q1"], rig.Gone);
        Assert.Equal(["v2.analytics.queues.q2.activity"], Assert.Single(rig.Platform.Topics).Value);
    }

    [Fact]
    public async Task Run_WhenAListLeavesAQueueOut_AsksBeforeItBelievesIt()
    {
        await using var rig = ConnectorRig.Started("q1", "q2");
        rig.Pass(1);
        rig.Platform.Instead = r => r.Path.StartsWith("/api/v2/routing/queues?", StringComparison.Ordinal)
            ? Task.FromResult(FakePlatform.Answer(HttpStatusCode.OK, new { entities = new[] { new { id = "q2", name = "Queue q2", division = new { id = "d1" } } }, pageCount = 1 }))
            : null;
        rig.Pass(335);
        Assert.Single(rig.Platform.Of("GET", "/api/v2/routing/queues/q1"));
        Assert.Empty(rig.Gone);
    }

    [Fact]
    public async Task Run_WhenTheHalfHourIsOver_ItsFiguresHaveNoValue()
    {
        await using var rig = new ConnectorRig();
        rig.AddQueue("q1", QueueInterest.Everything);
        rig.Start();
        rig.Pass(1740); // 08:29
        rig.Sockets.Last.Bring("""
            {"topicName":"v2.analytics.queues.q1.observations","eventBody":{"group":{"queueId":"q1","mediaType":"voice"},
             "data":[{"interval":"2026-03-02T08:00:00.000Z/2026-03-02T08:30:00.000Z","metrics":[{"metric":"nOffered","stats":{"count":9}}]}]}}
            """);
        rig.Pass(50);
        var offered = rig.Observed.Where(o => (o.Mask & Metric.OfferedCount.Bit()) != 0).ToList();
        Assert.Equal(9, Assert.Single(offered).Stored(Metric.OfferedCount));
        rig.Pass(12);
        offered = [.. rig.Observed.Where(o => (o.Mask & Metric.OfferedCount.Bit()) != 0)];
        Assert.Equal(double.NaN, offered[^1].Stored(Metric.OfferedCount));
        Assert.Equal(2, offered.Count);
    }

    [Fact]
    public async Task Run_FollowsThePeopleWhoMatter_ByTopicsAndOneFirstAnswer()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Platform.Users.Add("u1");
        rig.PeopleMatter("u1", "u2");
        rig.Pass(3);
        Assert.Contains("v2.users.u1.activity", Assert.Single(rig.Platform.Topics).Value);
        var first = Assert.Single(rig.UsersHeard);
        Assert.Equal(("u1", "ON_QUEUE", "IDLE"), (first.UserId, first.Presence, first.RoutingStatus));
        Assert.Equal(["q1"], first.QueueIds);

        rig.Sockets.Last.Bring("""
            {"topicName":"v2.users.u1.activity","eventBody":{"id":"u1","routingStatus":{"status":"INTERACTING","startTime":"2026-03-02T08:00:01.000Z"},
             "presence":{"presenceDefinition":{"systemPresence":"ON_QUEUE"}},"outOfOffice":{"active":false},"activeQueueIds":["q1","q2"]}}
            """);
        rig.Pass(400);
        var heard = rig.UsersHeard[1];
        Assert.Equal(("INTERACTING", false), (heard.RoutingStatus, heard.OutOfOffice));
        Assert.Equal(["q1", "q2"], heard.QueueIds);
        Assert.Equal(2, rig.UsersHeard.Count);
        Assert.DoesNotContain(rig.Platform.Requests, r => r.Path.Contains("/members", StringComparison.Ordinal));
        Assert.Single(rig.Platform.Of("GET", "/api/v2/users/u2"));
    }

    [Fact]
    public async Task Run_LogsNoSecret()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.RefusesClient = true;
        rig.Platform.RevokeTokens();
        rig.Sockets.IsCut = true;
        rig.Sockets.Last.Drop();
        rig.Pass(120);
        Assert.NotEmpty(rig.Lines);
        Assert.DoesNotContain(rig.Lines, l => l.Contains("sesame", StringComparison.Ordinal) || l.Contains("geheim", StringComparison.Ordinal) || l.Contains("token-", StringComparison.Ordinal));
    }
}
