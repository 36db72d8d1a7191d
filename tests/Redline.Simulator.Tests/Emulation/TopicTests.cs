using System.Text.Json.Nodes;
using Redline.Simulator.Calls;
using Redline.Simulator.Centre;

namespace Redline.Simulator.Tests.Emulation;

public sealed class TopicTests
{
    private readonly PlatformRig _rig = new();

    [Fact]
    public void Activity_WhenCallersComeAndGo_TellsCountsAndSinceWhenTheOldestWaits()
    {
        var socket = _rig.Open($"v2.analytics.queues.{_rig.Billing}.activity");
        _rig.Advance(100);

        Assert.Equal(
            [
                $"oWaiting 1, oInteracting 0, oAlerting 0, oLongestWaiting {PlatformRig.At(10)}",
                $"oWaiting 2, oInteracting 0, oAlerting 0, oLongestWaiting {PlatformRig.At(10)}",
                $"oWaiting 1, oInteracting 1, oAlerting 0, oLongestWaiting {PlatformRig.At(20)}, oLongestInteracting {PlatformRig.At(70)}",
            ],
            socket.TakeEvents().Select(e => Activity(e.Body)));
    }

    [Fact]
    public void Activity_WhenNothingChanges_IsSilent()
    {
        var socket = _rig.Open($"v2.analytics.queues.{_rig.Billing}.activity");
        _rig.Advance(140);
        socket.Take();
        _rig.Advance(200);

        Assert.Empty(socket.TakeEvents());
    }

    [Fact]
    public void Activity_WhenMuchHappens_IsToldOnceASecondAndEndsWithTheTruth()
    {
        var calls = Enumerable.Range(0, 40).Select(i => PlatformRig.Call(10 + (i * 0.1), 300, CallOutcome.Abandoned, null)).ToList();
        var rig = new PlatformRig(plan: CentrePlan.OfRecords(calls));
        var socket = rig.Open($"v2.analytics.queues.{rig.Billing}.activity");
        rig.Advance(20);

        Assert.Equal([1, 11, 21, 31, 40], socket.TakeEvents().Select(e => (int)e.Body["results"]![0]!["data"]![0]!["count"]!));
    }

    [Fact]
    public void Observations_TellWhatChangedOfCallsAndAgentsAndTheHalfHour()
    {
        var socket = _rig.Open($"v2.analytics.queues.{_rig.Billing}.observations");
        _rig.Advance(70);

        var last = socket.TakeEvents().TakeLast(3).Select(e => e.Body).ToList();
        Assert.Equal(["oInteracting=1", "oWaiting=1"], Counts(last[0]));
        Assert.Equal("voice", (string)last[0]["group"]!["mediaType"]!);
        Assert.Contains("oOnQueueUsers/INTERACTING=1", Counts(last[1]));
        Assert.Null(last[1]["group"]!["mediaType"]);
        Assert.Equal("2026-03-02T08:00:00.000Z/2026-03-02T08:30:00.000Z", (string)last[2]["data"]![0]!["interval"]!);
        var metrics = last[2]["data"]![0]!["metrics"]!.AsArray().ToDictionary(m => (string)m!["metric"]!, m => m!["stats"]!);
        Assert.Equal(2, (int)metrics["nOffered"]["count"]!);
        Assert.Equal((60_000, 60_000), ((int)metrics["tWait"]["sum"]!, (int)metrics["tWait"]["max"]!));
        Assert.Equal((0, 1), ((int)metrics["oServiceLevel"]["numerator"]!, (int)metrics["oServiceLevel"]["denominator"]!));
    }

    [Fact]
    public void UserTopics_InTheCombinedForm_TellEachUnderItsOwnName()
    {
        var ann = _rig.Platform.Centre.UserNamed("Ann")!.Id;
        var socket = _rig.Open($"v2.users.{ann}?presence&routingStatus");
        _rig.Advance(75);

        var events = socket.TakeEvents();
        Assert.Equal("ON_QUEUE", (string)events.Single(e => e.Topic == $"v2.users.{ann}.presence").Body["presenceDefinition"]!["systemPresence"]!);
        Assert.Equal("INTERACTING", (string)events.Last(e => e.Topic == $"v2.users.{ann}.routingStatus").Body["routingStatus"]!["status"]!);
    }

    [Fact]
    public void UserActivity_TellsPresenceStatusAndQueues()
    {
        var ann = _rig.Platform.Centre.UserNamed("Ann")!.Id;
        var socket = _rig.Open($"v2.users.{ann}.activity");
        _rig.Advance(75);

        var body = socket.TakeEvents()[^1].Body;
        Assert.Equal("ON_QUEUE", (string)body["presence"]!["presenceDefinition"]!["systemPresence"]!);
        Assert.Equal(_rig.Billing, (string)Assert.Single(body["activeQueueIds"]!.AsArray())!);
    }

    [Fact]
    public void QueueUsers_WhenAMemberLeaves_TellsWho()
    {
        var ann = _rig.Platform.Centre.UserNamed("Ann")!.Id;
        var socket = _rig.Open($"v2.routing.queues.{_rig.Billing}.users");
        _rig.Ask("PATCH", $"/api/v2/routing/queues/{_rig.Billing}/members/{ann}", """{"joined":false}""");

        var told = Assert.Single(socket.TakeEvents());
        Assert.Equal((ann, false), ((string)told.Body["user"]!["id"]!, (bool)told.Body["joined"]!));
    }

    [Fact]
    public void Ringing_WhenUnanswered_GoesBackAndWaitsOnFromWhereItBegan()
    {
        var call = PlatformRig.Call(10, 60, CallOutcome.Answered, (60, 90)) with
        {
            Ringings = [new("Ann", PlatformRig.At(20), PlatformRig.At(35), false), new("Ann", PlatformRig.At(57), PlatformRig.At(60), true)],
        };
        var rig = new PlatformRig(plan: CentrePlan.OfRecords([call]) with { Shifts = [new("Ann", PlatformRig.At(0), PlatformRig.At(3_600))] });
        var socket = rig.Open($"v2.analytics.queues.{rig.Billing}.activity");
        rig.Advance(36);
        var ann = rig.Platform.Centre.UserNamed("Ann")!.Id;
        Assert.Equal("NOT_RESPONDING", (string)rig.Ask("GET", $"/api/v2/users/{ann}/routingstatus")["status"]!);
        rig.Advance(30);

        Assert.Equal(
            [
                $"oWaiting 1, oInteracting 0, oAlerting 0, oLongestWaiting {PlatformRig.At(10)}",
                "oWaiting 0, oInteracting 0, oAlerting 1",
                $"oWaiting 1, oInteracting 0, oAlerting 0, oLongestWaiting {PlatformRig.At(10)}",
                "oWaiting 0, oInteracting 0, oAlerting 1",
                $"oWaiting 0, oInteracting 1, oAlerting 0, oLongestInteracting {PlatformRig.At(60)}",
            ],
            socket.TakeEvents().Select(e => Activity(e.Body)));
    }

    private static string Activity(JsonObject body) => string.Join(", ", body["results"]![0]!["data"]!.AsArray()
        .Select(d => $"{d!["metric"]} {d["count"] ?? d["calculatedMetricValue"]}"));

    private static IEnumerable<string> Counts(JsonObject body) => body["data"]![0]!["metrics"]!.AsArray()
        .Select(m => $"{m!["metric"]}{(m["qualifier"] is { } q ? $"/{q}" : "")}={m["stats"]!["count"]}");
}
