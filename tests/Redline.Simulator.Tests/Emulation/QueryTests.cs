using System.Text.Json.Nodes;

namespace Redline.Simulator.Tests.Emulation;

public sealed class QueryTests
{
    private const string Observations = "/api/v2/analytics/queues/observations/query";

    private readonly PlatformRig _rig = new();

    [Fact]
    public void Observations_OfAQueue_HaveCallsByMediaTypeAndAgentsWithout()
    {
        _rig.Advance(80);
        var results = _rig.Ask("POST", Observations, Query(_rig.Billing, "oWaiting", "oLongestWaiting", "oInteracting", "oOnQueueUsers"))["results"]!.AsArray();

        var agents = results.Single(r => r!["group"]!["mediaType"] is null)!;
        var voice = results.Single(r => (string?)r!["group"]!["mediaType"] == "voice")!;
        Assert.Equal("INTERACTING", (string)Assert.Single(agents["data"]!.AsArray())!["qualifier"]!);
        Assert.Equal(1, (int)Line(voice, "oWaiting")["stats"]!["count"]!);
        Assert.Equal(PlatformRig.At(20), (long)Line(voice, "oLongestWaiting")["stats"]!["calculatedMetricValue"]!);
        var others = results.Where(r => (string?)r!["group"]!["mediaType"] is not (null or "voice")).ToList();
        Assert.Equal(3, others.Count);
        Assert.All(others, r => Assert.Equal(0, (int)Line(r!, "oWaiting")["stats"]!["count"]!));
    }

    [Fact]
    public void Observations_WithDetails_NameTheConversations()
    {
        _rig.Advance(30);
        var query = new JsonObject { ["filter"] = Filter(_rig.Billing), ["metrics"] = new JsonArray("oWaiting"), ["detailMetrics"] = new JsonArray("oWaiting") };
        var voice = _rig.Ask("POST", Observations, query.ToJsonString())["results"]![0]!;

        var details = Line(voice, "oWaiting")["observations"]!.AsArray();
        Assert.Equal(["2026-03-02T08:00:10.000Z", "2026-03-02T08:00:20.000Z"], details.Select(d => (string)d!["observationDate"]!));
    }

    [Theory]
    [InlineData("""{"metrics":[]}""", "bad.request")]
    [InlineData("""{"metrics":["oNothing"]}""", "invalid.value")]
    [InlineData("""{"metrics":["oWaiting"],"detailMetrics":["oLongestWaiting"]}""", "invalid.value")]
    [InlineData("""{"metrics":["oWaiting"],"filter":{"type":"or","predicates":[{"dimension":"userId","value":"x"}]}}""", "bad.request")]
    [InlineData("nonsense", "bad.request")]
    public void Observations_WhenTheQueryIsWrong_AreRefused(string query, string code) => Assert.Equal(code, _rig.Refused(400, "POST", Observations, query));

    [Fact]
    public void Observations_WhenPermissionIsMissing_NameIt()
    {
        var answer = _rig.Send("POST", Observations, Query(_rig.Billing, "oWaiting"), _rig.SignIn(PlatformRig.Narrow));

        Assert.Equal(403, answer.Status);
        Assert.Equal("missing.permissions", (string)PlatformRig.Json(answer)["code"]!);
        Assert.Equal("[analytics:queueObservation:view]", (string)PlatformRig.Json(answer)["messageParams"]!["permissions"]!);
    }

    [Fact]
    public void ConversationActivity_IsGroupedAsAsked()
    {
        _rig.Advance(30);
        var body = _rig.Ask("POST", "/api/v2/analytics/conversations/activity/query",
            """{"groupBy":["queueId","mediaType","routingPriority"],"metrics":[{"metric":"oWaiting","details":true},{"metric":"oLongestWaiting"}]}""");

        var result = Assert.Single(body["results"]!.AsArray())!;
        Assert.Equal((_rig.Billing, "voice", "0"), ((string)result["group"]!["queueId"]!, (string)result["group"]!["mediaType"]!, (string)result["group"]!["routingPriority"]!));
        Assert.Equal(2, (int)result["data"]![0]!["count"]!);
        Assert.Equal(PlatformRig.At(10), (long)result["data"]![1]!["calculatedMetricValue"]!);
        Assert.Equal(2, result["entities"]!.AsArray().Count);
    }

    [Fact]
    public void RoutingActivity_CountsMembersByQueue()
    {
        _rig.Advance(80);
        var body = _rig.Ask("POST", "/api/v2/analytics/routing/activity/query",
            new JsonObject { ["groupBy"] = new JsonArray("queueId"), ["filter"] = Filter(_rig.Billing), ["metrics"] = JsonNode.Parse("""[{"metric":"oOnQueueUsers"},{"metric":"oMemberUsers","details":true}]""") }.ToJsonString());

        var result = Assert.Single(body["results"]!.AsArray())!;
        Assert.Equal(["oMemberUsers  1", "oOnQueueUsers INTERACTING 1"], result["data"]!.AsArray().Select(d => $"{d!["metric"]} {d["qualifier"]} {d["count"]}"));
        Assert.Equal("ON_QUEUE", (string)Assert.Single(result["entities"]!.AsArray())!["systemPresence"]!);
    }

    [Fact]
    public void ConversationActivity_WhenNotGrouped_IsRefused() => Assert.Equal(
        "bad.request", _rig.Refused(400, "POST", "/api/v2/analytics/conversations/activity/query", """{"metrics":[{"metric":"oWaiting"}]}"""));

    private static string Query(string queue, params string[] metrics) => new JsonObject
    {
        ["filter"] = Filter(queue),
        ["metrics"] = new JsonArray([.. metrics.Select(m => JsonValue.Create(m))]),
    }.ToJsonString();

    private static JsonObject Filter(string queue) => new()
    {
        ["type"] = "or",
        ["predicates"] = new JsonArray(new JsonObject { ["type"] = "dimension", ["dimension"] = "queueId", ["operator"] = "matches", ["value"] = queue }),
    };

    private static JsonNode Line(JsonNode group, string metric) => group["data"]!.AsArray().Single(d => (string)d!["metric"]! == metric)!;
}
