using System.Text;
using System.Text.Json.Nodes;
using Redline.Simulator.Calls;
using Redline.Simulator.Centre;
using Redline.Simulator.Faults;
using Redline.Simulator.Http;

namespace Redline.Simulator.Tests.Emulation;

public sealed class FaultTests
{
    private readonly PlatformRig _rig = new();

    private string Activity => $"v2.analytics.queues.{_rig.Billing}.activity";

    [Fact]
    public void DropSockets_CutsThemAgainAndAgain()
    {
        var first = _rig.Open(Activity);
        Make("""{"fault":"dropSockets","everySeconds":30,"durationSeconds":100}""");
        _rig.Advance(29);
        Assert.Null(first.Ended);
        _rig.Advance(1);
        Assert.Equal(0, first.Ended);

        var second = new FakeSocket(_rig, first.ChannelId);
        second.Connect();
        _rig.Advance(30);
        Assert.Equal(0, second.Ended);
        _rig.Advance(40);
        var third = new FakeSocket(_rig, first.ChannelId);
        third.Connect();
        _rig.Advance(60);
        Assert.Null(third.Ended);
    }

    [Fact]
    public void HalfOpen_IsConnectedAndSilent()
    {
        Make("""{"fault":"halfOpen","durationSeconds":60}""");
        var socket = _rig.Open(Activity);
        _rig.Advance(50);
        socket.Say("""{"message":"ping"}""");

        Assert.Empty(socket.Take());
        Assert.Null(socket.Ended);
        _rig.Advance(40);
        Assert.NotEmpty(socket.Take());
    }

    [Fact]
    public void SocketClosing_IsToldAMinuteAhead()
    {
        var socket = _rig.Open();
        Make("""{"fault":"socketClosing"}""");

        Assert.Equal("v2.system.socket_closing", Assert.Single(socket.Take()).Topic);
        _rig.Advance(59);
        Assert.Null(socket.Ended);
        _rig.Advance(1);
        Assert.Equal(1001, socket.Ended);
    }

    [Fact]
    public void TokenExpiry_EndsTokensBeforeTheirTime()
    {
        Make("""{"fault":"tokenExpiry","lifetimeSeconds":60,"durationSeconds":600}""");
        _rig.Advance(59);
        _rig.Ask("GET", "/api/v2/tokens/me");
        _rig.Advance(1);

        Assert.Equal("bad.credentials", _rig.Refused(401, "GET", "/api/v2/tokens/me"));
        _rig.Ask("GET", "/api/v2/tokens/me", token: _rig.SignIn(PlatformRig.Client));
    }

    [Fact]
    public void RevokeTokens_EndsTheChannelsAndSaysSo()
    {
        var socket = _rig.Open(Activity);
        Make("""{"fault":"revokeTokens"}""");

        var told = Assert.Single(socket.Take());
        Assert.Equal(("token_revoked", "user_tokens_revoked"), ((string)told.Body["systemTopicType"]!, (string)told.Body["reason"]!));
        Assert.NotNull(socket.Ended);
        Assert.Equal(401, _rig.Platform.StatusOfHandshake($"/channels/{socket.ChannelId}"));
        Assert.Equal("bad.credentials", _rig.Refused(401, "GET", "/api/v2/tokens/me"));
    }

    [Fact]
    public void RateLimitStorm_RefusesWithRetryAfter()
    {
        Make("""{"fault":"rateLimitStorm","retryAfterSeconds":42,"durationSeconds":60}""");
        var refused = _rig.Send("GET", "/api/v2/tokens/me", null, _rig.Token);

        Assert.Equal((429, "42"), (refused.Status, refused.Headers["Retry-After"]));
        _rig.Advance(60);
        _rig.Ask("GET", "/api/v2/tokens/me");
    }

    [Fact]
    public void LateEvents_ComeLater()
    {
        var socket = _rig.Open(Activity);
        Make("""{"fault":"lateEvents","delaySeconds":4}""");
        _rig.Advance(13);
        Assert.Empty(socket.TakeEvents());
        _rig.Advance(1);
        Assert.Single(socket.TakeEvents());
    }

    [Fact]
    public void DuplicateEvents_ComeTwice()
    {
        var socket = _rig.Open(Activity);
        Make("""{"fault":"duplicateEvents"}""");
        _rig.Advance(10);

        var events = socket.TakeEvents();
        Assert.Equal(2, events.Count);
        Assert.True(JsonNode.DeepEquals(events[0].Body, events[1].Body));
    }

    [Fact]
    public void ReorderEvents_AreOvertakenAlikeForTheSameSeed()
    {
        var calls = Enumerable.Range(0, 40).Select(i => PlatformRig.Call(10 + i, 300, CallOutcome.Abandoned, null)).ToList();
        var (one, other) = (Run(), Run());

        Assert.NotEqual(one.Order(), one);
        Assert.Equal(one, other);

        List<int> Run()
        {
            var rig = new PlatformRig([new() { Kind = FaultKind.ReorderEvents, Share = 0.4 }], plan: CentrePlan.OfRecords(calls));
            var socket = rig.Open($"v2.analytics.queues.{rig.Billing}.activity");
            rig.Advance(60);
            return [.. socket.TakeEvents().Select(e => (int)e.Body["results"]![0]!["data"]![0]!["count"]!)];
        }
    }

    [Theory]
    [InlineData("false", 503)]
    [InlineData("true", 0)]
    public void Outage_RefusesEverythingAndCutsSockets(string refuses, int handshake)
    {
        var socket = _rig.Open(Activity);
        Make($$"""{"fault":"outage","durationSeconds":120,"refuses":{{refuses}}}""");
        var answer = _rig.Send("GET", "/api/v2/tokens/me", null, _rig.Token);

        Assert.Equal((503, refuses == "true"), (answer.Status, answer.IsCut));
        Assert.Equal(0, socket.Ended);
        Assert.Equal(handshake, _rig.Platform.StatusOfHandshake($"/channels/{socket.ChannelId}"));
        _rig.Advance(120);
        _rig.Ask("GET", "/api/v2/tokens/me");
        Assert.Equal(101, _rig.Platform.StatusOfHandshake($"/channels/{socket.ChannelId}"));
    }

    [Fact]
    public void HandshakeRefused_AnswersUnauthorized()
    {
        var socket = _rig.Open(Activity);
        Make("""{"fault":"handshakeRefused"}""");

        Assert.Equal(401, _rig.Platform.StatusOfHandshake($"/channels/{socket.ChannelId}"));
    }

    [Fact]
    public void ClockOffset_MovesTheDateOnly()
    {
        Make("""{"fault":"clockOffset","offsetSeconds":-300}""");

        Assert.Equal("Mon, 02 Mar 2026 07:55:00 GMT", _rig.Send("GET", "/api/v2/tokens/me", null, _rig.Token).Headers["Date"]);
    }

    [Fact]
    public void PermissionLost_RefusesWithItsName()
    {
        Make("""{"fault":"permissionLost","permission":"routing:queue:view","durationSeconds":60}""");

        Assert.Equal("missing.permissions", _rig.Refused(403, "GET", "/api/v2/routing/queues"));
        _rig.Advance(60);
        _rig.Ask("GET", "/api/v2/routing/queues");
    }

    [Fact]
    public void UnansweredRinging_TakesTheOldestCallerOutAndBringsThemBackUnlessTheyLeft()
    {
        _rig.Advance(25);
        Make("""{"fault":"unansweredRinging","everySeconds":30,"durationSeconds":70}""");
        Assert.Equal((2, 0, 10), Standing());

        _rig.Advance(30);
        Assert.Equal((1, 1, 20), Standing());
        _rig.Advance(15); // the first is answered by somebody else while it rings
        Assert.Equal((1, 0, 20), Standing());
        _rig.Advance(15);
        Assert.Equal((0, 1, null), Standing());
        _rig.Advance(15);
        Assert.Equal((1, 0, 20), Standing());
        _rig.Advance(60); // it is over
        Assert.Equal((1, 0, 20), Standing());
    }

    [Fact]
    public void Queues_AreMadeRenamedMovedAndDeleted()
    {
        var socket = _rig.Open(Activity);
        Make("""[{"fault":"queueCreated","name":"New"},{"fault":"queueRenamed","queue":"Sales","name":"Deals"},{"fault":"queueMoved","queue":"Billing","division":"South"}]""");
        Assert.Equal(["Billing", "Deals", "New"], Names());
        Assert.Equal("South", (string)_rig.Ask("GET", $"/api/v2/routing/queues/{_rig.Billing}")["division"]!["name"]!);

        var billing = _rig.Billing;
        Make("""{"fault":"queueDeleted","queue":"Billing"}""");
        _rig.Advance(60);
        Assert.Equal(["Deals", "New"], Names());
        Assert.Equal("not.found", _rig.Refused(404, "GET", $"/api/v2/routing/queues/{billing}"));
        Assert.Empty(socket.TakeEvents());
    }

    [Fact]
    public void Faults_AreListedAndTakenAway()
    {
        var id = Make("""{"fault":"outage","afterSeconds":10}""");
        Assert.Equal("scheduled", (string)Assert.Single(_rig.Ask("GET", "/simulation/faults")["entities"]!.AsArray())!["state"]!);
        _rig.Advance(10);
        Assert.Equal(503, _rig.Send("GET", "/api/v2/tokens/me", null, _rig.Token).Status);

        _rig.Ask("DELETE", $"/simulation/faults/{id}");
        _rig.Ask("GET", "/api/v2/tokens/me");
    }

    [Fact]
    public void Faults_FromAPageOfAnotherOrigin_AreRefused() =>
        Assert.Equal(403, _rig.Send("POST", "/simulation/faults", """{"fault":"outage"}""", null, ("Origin", "https://elsewhere.example.com")).Status);

    [Fact]
    public void Script_WhenItIsWrong_NamesEveryMistake()
    {
        var faults = FaultScript.Read(Encoding.UTF8.GetBytes("""[{"fault":"nothing"},{"fault":"outage","queue":"x"},{"fault":"queueRenamed","queue":"x"},{"fault":"lateEvents","share":2,"at":"noon"}]"""), out var mistakes);

        Assert.Empty(faults);
        Assert.Equal(["faults[0].fault", "faults[1].queue", "faults[2].name", "faults[3].at", "faults[3].share"], mistakes.Select(m => m.Split(':')[0]).Order());
    }

    private IEnumerable<string> Names() => _rig.Ask("GET", "/api/v2/routing/queues")["entities"]!.AsArray().Select(q => (string)q!["name"]!);

    private string Make(string fault)
    {
        EmulatedAnswer answer = _rig.Send("POST", "/simulation/faults", fault);
        Assert.Equal(201, answer.Status);
        return (string)PlatformRig.Json(answer)["entities"]![0]!["id"]!;
    }

    // How many wait, how many ring, and since which second of the day the oldest waits.
    private (int Waiting, int Ringing, long? OldestAt) Standing()
    {
        var queue = _rig.Platform.Centre.QueueNamed("Billing")!;
        return (queue.Waiting.Count, queue.Ringing.Count, (queue.Waiting.OldestSince - PlatformRig.At(0)) / 1_000);
    }
}
