using System.Text.Json.Nodes;
using Redline.Simulator.Centre;

namespace Redline.Simulator.Tests.Emulation;

public sealed class ChannelTests
{
    private const string Channels = "/api/v2/notifications/channels";

    private readonly PlatformRig _rig = new();

    private string Activity => $"v2.analytics.queues.{_rig.Billing}.activity";

    [Fact]
    public void Channel_WhenMade_IsThereForADayAndLongerWhenSubscribed()
    {
        var id = Make();
        _rig.Advance(80_000);
        Subscribe(id, Activity);
        _rig.Advance(6_300);
        Assert.Equal(200, _rig.Send("HEAD", $"{Channels}/{id}", null, _rig.Token).Status);

        var token = _rig.SignIn(PlatformRig.Client);
        _rig.Advance(80_099);
        Assert.Equal(200, _rig.Send("HEAD", $"{Channels}/{id}", null, token).Status);
        _rig.Advance(1);
        Assert.Equal(404, _rig.Send("HEAD", $"{Channels}/{id}", null, token).Status);
    }

    [Fact]
    public void Channel_WhenItIsTheTwentyFirst_TakesThePlaceOfTheOneUsedLeastRecently()
    {
        var connected = _rig.Open(Activity);
        var oldest = Make();
        _rig.Advance(1);
        var others = Enumerable.Range(0, 18).Select(_ => Make()).ToList();

        Make();

        Assert.Equal("not.found", _rig.Refused(404, "GET", $"{Channels}/{oldest}/subscriptions"));
        Assert.All(others.Append(connected.ChannelId), id => _rig.Ask("GET", $"{Channels}/{id}/subscriptions"));
        Assert.Equal(20, _rig.Ask("GET", Channels)["entities"]!.AsArray().Count);
    }

    [Fact]
    public void Channel_OfAnotherClient_IsNotThere() =>
        Assert.Equal("not.found", _rig.Refused(404, "GET", $"{Channels}/{Make()}/subscriptions", token: _rig.SignIn(PlatformRig.Narrow)));

    [Fact]
    public void Subscribe_WhenOneIsForbidden_FailsAllUnlessErrorsAreIgnored()
    {
        var narrow = _rig.SignIn(PlatformRig.Narrow);
        var id = (string)_rig.Ask("POST", Channels, token: narrow)["id"]!;
        var topics = PlatformRig.Topics($"v2.routing.queues.{_rig.Billing}.users", Activity, $"v2.routing.queues.{_rig.Sales}.users");

        Assert.Equal("missing.permissions", _rig.Refused(403, "PUT", $"{Channels}/{id}/subscriptions", topics, narrow));
        var entities = _rig.Ask("PUT", $"{Channels}/{id}/subscriptions?ignoreErrors=true", topics, narrow)["entities"]!.AsArray();

        Assert.Equal(["Permitted", "Rejected", "Rejected"], entities.Select(e => (string)e!["state"]!));
        Assert.Equal("analytics:queueObservation:view", (string)entities[1]!["missingPermissions"]![0]!);
        Assert.Single(_rig.Ask("GET", $"{Channels}/{id}/subscriptions", token: narrow)["entities"]!.AsArray());
    }

    [Theory]
    [InlineData("v2.nothing.known")]
    [InlineData("v2.analytics.queues.not-an-id.activity")]
    [InlineData("channel.metadata")]
    public void Subscribe_WhenThereIsNoSuchTopic_IsRefused(string topic) =>
        Assert.Equal("notification.invalid.topic", _rig.Refused(400, "POST", $"{Channels}/{Make()}/subscriptions", PlatformRig.Topics(topic)));

    [Fact]
    public void Subscribe_WhenTheyAreMoreThanAThousand_IsRefused()
    {
        var rig = new PlatformRig(plan: CentrePlan.OfRecords([]) with { QuietQueues = [.. Enumerable.Range(0, 1_001).Select(i => $"Q{i}")] });
        var topics = rig.Platform.Centre.Queues.Select(q => $"v2.analytics.queues.{q.Id}.activity").ToList();
        var path = $"{Channels}/{(string)rig.Ask("POST", Channels)["id"]!}/subscriptions";

        Assert.Equal("notification.subscription.too.many.subscriptions", rig.Refused(400, "PUT", path, PlatformRig.Topics(topics)));
        rig.Ask("PUT", path, PlatformRig.Topics(topics.Skip(1)));
        Assert.Equal("notification.subscription.too.many.subscriptions", rig.Refused(400, "POST", path, PlatformRig.Topics(topics[0])));
        rig.Ask("POST", path, PlatformRig.Topics(topics[1]));
    }

    [Fact]
    public void Socket_WhenNothingHappens_HeartbeatsEveryThirtySecondsAndAnswersPing()
    {
        var socket = _rig.Open();
        _rig.Advance(90);
        socket.Say("""{"message":"ping"}""");

        Assert.Equal(["WebSocket Heartbeat", "WebSocket Heartbeat", "WebSocket Heartbeat", "pong"], socket.Take().Select(f => (string)f.Body["message"]!));
    }

    [Fact]
    public void Socket_WhenAnotherConnects_IsToldAndClosed()
    {
        var first = _rig.Open();
        var second = new FakeSocket(_rig, first.ChannelId);
        second.Connect();

        var told = Assert.Single(first.Take());
        Assert.Equal($"v2.system.no_longer_subscribed.{first.ChannelId}", told.Topic);
        Assert.Equal("another_channel_subscribed", (string)told.Body["reason"]!);
        Assert.NotNull(first.Ended);
        Assert.Null(second.Ended);
    }

    [Fact]
    public void Socket_WhenItSubscribes_IsAnsweredWithoutATopic()
    {
        var socket = _rig.Open();
        socket.Say(new JsonObject { ["message"] = "subscribe", ["topics"] = new JsonArray(Activity), ["correlationId"] = "c" }.ToJsonString());
        _rig.Advance(10);

        var frames = socket.Take();
        Assert.Equal(("200", "subscribed", "c"), ((string)frames[0].Body["result"]!, (string)frames[0].Body["status"]!, (string)frames[0].Body["correlationId"]!));
        Assert.Equal(Activity, frames[1].Topic);
    }

    [Fact]
    public void Socket_WhenTheChannelWasEvicted_FindsOutByAsking()
    {
        var socket = _rig.Open(Activity);
        for (var i = 0; i < 20; i++) _rig.Open(Activity);
        _rig.Advance(60);
        Assert.Empty(socket.Take());

        socket.Say("""{"message":"ping"}""");
        Assert.Equal("404", (string)Assert.Single(socket.Take()).Body["result"]!);
        Assert.Equal(401, _rig.Platform.StatusOfHandshake($"/channels/{socket.ChannelId}"));
    }

    [Fact]
    public void AvailableTopics_WhenExpanded_TellPermissionsAndTransports()
    {
        var topics = _rig.Ask("GET", "/api/v2/notifications/availabletopics?expand=requiresPermissions,transports")["entities"]!.AsArray();
        var activity = topics.Single(t => (string)t!["id"]! == "v2.analytics.queues.{id}.activity")!;

        Assert.Equal("analytics:queueObservation:view", (string)activity["requiresPermissions"]![0]!);
        Assert.Equal("Websocket", (string)activity["transports"]![0]!);
        Assert.Null(activity["schema"]);
    }

    private string Make() => (string)_rig.Ask("POST", Channels)["id"]!;

    private void Subscribe(string id, string topic) => _rig.Ask("POST", $"{Channels}/{id}/subscriptions", PlatformRig.Topics(topic));
}
