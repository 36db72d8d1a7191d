using System.Net;

namespace Redline.GenesysCloud.Tests;

/// <summary>Every loss the platform is known for, and the way back.</summary>
public sealed class RecoveryTests
{
    private const string Channels = "/api/v2/notifications/channels";
    private const string Query = "/api/v2/analytics/queues/observations/query";

    [Fact]
    public async Task Socket_WhenItDrops_ComesBackOnTheSameChannelAfterAPause()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.Waiting["q1"] = 5;
        rig.Sockets.Last.Drop();
        rig.Run();
        Assert.Single(rig.Sockets.All);
        rig.Pass(2);
        Assert.Equal(2, rig.Sockets.All.Count);
        Assert.Equal("channel-1", rig.Sockets.Last.ChannelId);
        Assert.Single(rig.Platform.Of("HEAD", Channels));
        Assert.Equal(5, rig.WaitingOf("q1"));
    }

    [Fact]
    public async Task Socket_WhenItsChannelIsGone_TakesANewOne()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.Channels.Clear();
        rig.Sockets.Last.Drop();
        rig.Pass(3);
        Assert.Equal("channel-2", rig.Sockets.Last.ChannelId);
        Assert.Contains("channel-2", rig.Platform.Topics.Keys);
    }

    [Fact]
    public async Task Socket_WhenItIsAboutToClose_ComesBackAtOnceOnTheSameChannel()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.Waiting["q1"] = 5;
        rig.Sockets.Last.Bring("""{"topicName":"v2.system.socket_closing","version":"2","eventBody":{"message":"bye"}}""");
        rig.Run();
        Assert.Equal(2, rig.Sockets.All.Count);
        Assert.Equal("channel-1", rig.Sockets.Last.ChannelId);
        Assert.True(rig.Sockets.All[0].IsClosed);
        Assert.Equal(5, rig.WaitingOf("q1"));
    }

    [Fact]
    public async Task Socket_WhenItsTokenIsRevoked_TakesANewChannel()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(5);
        rig.Platform.RevokeTokens();
        rig.Sockets.Last.Bring("""{"topicName":"v2.system.token_revoked.c","eventBody":{"systemTopicType":"token_revoked"}}""");
        rig.Pass(1);
        Assert.Equal("channel-2", rig.Sockets.Last.ChannelId);
        Assert.Equal(2, rig.Platform.TokensGiven);
        Assert.Equal(1, rig.Status.ChannelsLive);
    }

    // Told of by nothing else: heartbeats end, and each ping is answered so, which must not count as a sign of life.
    [Fact]
    public async Task Socket_WhenAPingIsAnsweredThatTheChannelIsGone_TakesANewChannel()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Pass(45, heartbeats: false);
        Assert.Equal(["""{"message":"ping"}"""], rig.Sockets.Last.Sent);
        rig.Sockets.Last.Bring("""{"result":"404"}""");
        rig.Pass(1);
        Assert.Equal("channel-2", rig.Sockets.Last.ChannelId);
        Assert.Equal(1, rig.Status.ChannelsLive);
    }

    [Fact]
    public async Task Socket_WhenSilent_IsPingedThenLeft()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Pass(43, heartbeats: false);
        Assert.Empty(rig.Sockets.Last.Sent);
        rig.Pass(2, heartbeats: false);
        Assert.Equal(["""{"message":"ping"}"""], rig.Sockets.Last.Sent);
        rig.Pass(12, heartbeats: false);
        Assert.Single(rig.Sockets.All);
        rig.Pass(5, heartbeats: false);
        Assert.Equal(2, rig.Sockets.All.Count);
    }

    [Fact]
    public async Task Socket_WhenTheListenerFails_BeginsAnew()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.IsBroken = true;
        rig.Sockets.Last.BringWaiting("q1", 3);
        rig.Run();
        rig.IsBroken = false;
        rig.Platform.Waiting["q1"] = 8;
        rig.Pass(5);
        Assert.Equal(2, rig.Sockets.All.Count);
        Assert.Equal(8, rig.WaitingOf("q1"));
        Assert.Contains(rig.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) && l.Contains("NotSupportedException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Socket_WhenAPongComes_GoesOn()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(50, heartbeats: false);
        Assert.Single(rig.Sockets.Last.Sent);
        rig.Sockets.Last.Bring("""{"topicName":"channel.metadata","eventBody":{"message":"pong"}}""");
        rig.Pass(40, heartbeats: false);
        Assert.Single(rig.Sockets.All);
    }

    [Fact]
    public async Task Channel_AtTheEndOfItsLife_IsReplacedBeforeItIsLeft()
    {
        await using var rig = new ConnectorRig(new() { ChannelLife = TimeSpan.FromMinutes(20) });
        rig.AddQueue("q1");
        rig.Start();
        rig.Pass(1);
        var first = rig.Sockets.Last;
        rig.Platform.Instead = r => r is { Method: "POST", Path: Channels } && first.IsClosed ? throw new InvalidOperationException("The first was left before there was a second.") : null;
        rig.Pass(1_195);
        Assert.Equal(first, rig.Sockets.Last);
        rig.Pass(10);
        Assert.Equal("channel-2", rig.Sockets.Last.ChannelId);
        Assert.True(first.IsClosed);
        Assert.Equal(["channel-2"], rig.Platform.Topics.Keys);
        Assert.Equal(1, rig.Status.ChannelsLive);
    }

    [Fact]
    public async Task Token_IsRenewedAtFourFifthsOfItsLife_AndTheChannelWithIt()
    {
        await using var rig = new ConnectorRig();
        rig.Platform.TokenLife = TimeSpan.FromMinutes(10);
        rig.AddQueue("q1");
        rig.Start();
        rig.Pass(475);
        Assert.Equal(1, rig.Platform.TokensGiven);
        rig.Pass(10);
        Assert.Equal(2, rig.Platform.TokensGiven);
        Assert.Equal("channel-2", rig.Sockets.Last.ChannelId);
        Assert.DoesNotContain(rig.Conditions, c => c is not null);
    }

    [Fact]
    public async Task Token_WhenRefused_IsRenewedOnceAndTheRequestRepeated()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.RevokeTokens();
        rig.Platform.Waiting["q1"] = 5;
        rig.Pass(55);
        Assert.Equal(2, rig.Platform.TokensGiven);
        Assert.Equal(5, rig.WaitingOf("q1"));
        Assert.DoesNotContain(rig.Conditions, c => c is not null);
    }

    [Fact]
    public async Task Token_WhenTheClientIsRefused_IsToldAndRecoveredFrom()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.RefusesClient = true;
        rig.Platform.RevokeTokens();
        rig.Pass(60);
        var condition = Assert.Single(rig.Conditions);
        Assert.Equal(SourceCause.Token, condition!.Cause);
        Assert.Null(condition.QueueIds);
        Assert.Contains("invalid_client", condition.Message);

        rig.Platform.RefusesClient = false;
        rig.Pass(70);
        Assert.Equal([condition, null], rig.Conditions);
    }

    [Fact]
    public async Task Token_WhenEvenANewOneIsRefused_IsToldOnce()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.Instead = r => r.Path != "/oauth/token" ? Task.FromResult(FakePlatform.Answer(HttpStatusCode.Unauthorized, new { code = "bad.credentials" })) : null;
        rig.Pass(300);
        Assert.Equal(SourceCause.Token, Assert.Single(rig.Conditions)!.Cause);
        Assert.True(rig.Platform.TokensGiven < 30, $"{rig.Platform.TokensGiven} tokens were asked for in five minutes.");
    }

    [Fact]
    public async Task Platform_WhenItCannotBeReached_IsToldAfterHalfAMinuteAndRecoveredFrom()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        Cut(rig);
        rig.Pass(20);
        Assert.Empty(rig.Conditions);
        rig.Pass(100);
        Assert.Equal(SourceCause.Connection, Assert.Single(rig.Conditions)!.Cause);
        var heartbeats = rig.Heartbeats;

        rig.Platform.Instead = _ => null;
        rig.Sockets.IsCut = false;
        rig.Platform.Waiting["q1"] = 9;
        rig.Pass(70);
        Assert.Equal(2, rig.Conditions.Count);
        Assert.Null(rig.Conditions[1]);
        Assert.Equal(9, rig.WaitingOf("q1"));
        Assert.True(rig.Heartbeats > heartbeats);
    }

    [Fact]
    public async Task Platform_WhileItCannotBeReached_IsNotHeardOf()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        Cut(rig);
        rig.Run();
        var heartbeats = rig.Heartbeats;
        rig.Pass(200);
        Assert.Equal(heartbeats, rig.Heartbeats);
    }

    [Fact]
    public async Task Heartbeat_WhileOneChannelIsDown_DoesNotSpeakForItsQueues()
    {
        await using var rig = new ConnectorRig(new() { TopicsPerChannel = 2 });
        foreach (var id in (string[])["q1", "q2", "q3"]) rig.AddQueue(id);
        rig.Start();
        rig.Pass(1);
        Assert.Equal(2, rig.Sockets.All.Count);
        var before = rig.Heartbeats;
        rig.Sockets.All[0].BringHeartbeat();
        rig.Run();
        Assert.Equal(before + 1, rig.Heartbeats);
        rig.Sockets.IsCut = true;
        rig.Sockets.All[1].Drop();
        rig.Run();
        rig.Sockets.All[0].BringHeartbeat();
        rig.Run();
        Assert.Equal(before + 1, rig.Heartbeats);
    }

    [Fact]
    public async Task Throttled_WaitsAsLongAsItIsAsked()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        var refuse = true;
        rig.Platform.Instead = r => r.Path == Query && refuse
            ? Task.FromResult(FakePlatform.Answer(HttpStatusCode.TooManyRequests, new { code = "too.many.requests.retry.after" }, ("Retry-After", "20")))
            : null;
        rig.Pass(55);
        Assert.Equal(2, rig.Platform.Of("POST", Query).Count());
        refuse = false;
        rig.Platform.Requests.Clear();
        rig.Pass(10, heartbeats: false);
        Assert.Empty(rig.Platform.Requests);
        rig.Pass(12);
        Assert.Single(rig.Platform.Of("POST", Query));
        Assert.DoesNotContain(rig.Conditions, c => c is not null);
    }

    [Fact]
    public async Task Throttled_ForHours_IsNotWaitedForInPlace()
    {
        await using var rig = ConnectorRig.Started("q1");
        rig.Pass(1);
        rig.Platform.Instead = r => r.Path == Query
            ? Task.FromResult(FakePlatform.Answer(HttpStatusCode.TooManyRequests, new { code = "too.many.requests.retry.after" }, ("Retry-After", "7200")))
            : null;
        rig.Pass(60);
        Assert.Contains(rig.Lines, l => l.Contains("cannot be reconciled", StringComparison.Ordinal) && l.Contains("429", StringComparison.Ordinal));
        rig.Platform.Requests.Clear();
        rig.Pass(120);
        Assert.NotEmpty(rig.Platform.Requests);
    }

    private static void Cut(ConnectorRig rig)
    {
        rig.Platform.Instead = _ => Task.FromException<HttpResponseMessage>(new HttpRequestException("Network is unreachable"));
        rig.Sockets.IsCut = true;
        foreach (var socket in rig.Sockets.All) socket.Drop();
    }
}
