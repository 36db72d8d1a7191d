using System.Text.Json.Nodes;

namespace Redline.Simulator.Tests.Emulation;

public sealed class RestTests
{
    private readonly PlatformRig _rig = new();

    private string Ann => _rig.Platform.Centre.UserNamed("Ann")!.Id;

    [Fact]
    public void Queues_ArePagedWithTotals()
    {
        var first = _rig.Ask("GET", "/api/v2/routing/queues?pageSize=1");
        var second = _rig.Ask("GET", (string)first["nextUri"]!);

        Assert.Equal((2, 2, "Billing"), ((int)first["total"]!, (int)first["pageCount"]!, Name(first)));
        Assert.Equal("Sales", Name(second));
        Assert.Null(second["nextUri"]);
        Assert.NotNull(second["previousUri"]);
    }

    [Fact]
    public void Queues_CanBeFilteredByNameIdAndDivision()
    {
        var north = (string)_rig.Ask("GET", $"/api/v2/routing/queues/{_rig.Sales}")["division"]!["id"]!;

        Assert.Equal("Sales", Name(_rig.Ask("GET", "/api/v2/routing/queues?name=sa*")));
        Assert.Equal("Sales", Name(_rig.Ask("GET", $"/api/v2/routing/queues?divisionId={north}")));
        Assert.Equal(2, (int)_rig.Ask("GET", $"/api/v2/routing/queues?id={_rig.Sales},{_rig.Billing}")["total"]!);
        Assert.Equal("invalid.value", _rig.Refused(400, "GET", "/api/v2/routing/queues?pageSize=x"));
    }

    [Fact]
    public void Queues_OutsideTheDivisions_AreNotSeen()
    {
        var narrow = _rig.SignIn(PlatformRig.Narrow);

        Assert.Equal("Billing", Name(_rig.Ask("GET", "/api/v2/routing/queues", token: narrow)));
        Assert.Equal("not.found", _rig.Refused(404, "GET", $"/api/v2/routing/queues/{_rig.Sales}", token: narrow));
        Assert.Equal("missing.permissions", _rig.Refused(403, "GET", "/api/v2/routing/queues/divisionviews/all", token: narrow));
    }

    [Fact]
    public void Members_ArePagedWithoutTotal()
    {
        _rig.Advance(80);
        var members = _rig.Ask("GET", $"/api/v2/routing/queues/{_rig.Billing}/members?joined=true&expand=routingStatus,presence");

        var ann = Assert.Single(members["entities"]!.AsArray())!;
        Assert.Null(members["total"]);
        Assert.Null(members["nextUri"]);
        Assert.Equal("INTERACTING", (string)ann["routingStatus"]!["status"]!);
        Assert.Equal("On Queue", (string)ann["user"]!["presence"]!["presenceDefinition"]!["systemPresence"]!);
    }

    [Fact]
    public void Presence_WhenSet_TakesTheUserOffTheQueue()
    {
        _rig.Advance(80);
        _rig.Ask("PATCH", $"/api/v2/users/{Ann}/presences/purecloud", """{"presenceDefinition":{"systemPresence":"Meal"},"message":"back at one"}""");

        var user = _rig.Ask("GET", $"/api/v2/users/{Ann}?expand=presence,routingStatus");
        Assert.Equal(("Meal", "back at one"), ((string)user["presence"]!["presenceDefinition"]!["systemPresence"]!, (string)user["presence"]!["message"]!));
        Assert.Equal("OFF_QUEUE", (string)user["routingStatus"]!["status"]!);
        Assert.Equal("missing.permissions", _rig.Refused(403, "PATCH", $"/api/v2/users/{Ann}/presences/purecloud", "{}", _rig.SignIn(PlatformRig.Narrow)));
    }

    [Fact]
    public void Users_AreFoundBySearch()
    {
        var found = _rig.Ask("POST", "/api/v2/users/search", """{"query":[{"type":"CONTAINS","fields":["name"],"value":"an"}]}""");

        Assert.Equal("Ann", (string)Assert.Single(found["results"]!.AsArray())!["name"]!);
    }

    [Fact]
    public void UserQueues_AreThoseOfTheUser() => Assert.Equal("Billing", Name(_rig.Ask("GET", $"/api/v2/users/{Ann}/queues?joined=true")));

    [Fact]
    public void Sms_IsAcceptedAndKeptForTests()
    {
        var sent = _rig.Ask("POST", "/api/v2/conversations/messages/agentless", Sms("+48123456789"));

        Assert.Equal("sms", (string)sent["messengerType"]!);
        Assert.Equal("bad.request", _rig.Refused(400, "POST", "/api/v2/conversations/messages/agentless", Sms("12")));
        Assert.Equal((string)sent["id"]!, (string)Assert.Single(_rig.Ask("GET", "/simulation/outbound")["entities"]!.AsArray())!["id"]!);
    }

    [Fact]
    public void Email_GoesToExactlyOne()
    {
        var one = new JsonObject
        {
            ["senderType"] = "Outbound",
            ["fromAddress"] = new JsonObject { ["email"] = "redline@example.com" },
            ["toAddresses"] = new JsonArray(new JsonObject { ["email"] = "sam@example.com" }),
            ["subject"] = "Billing",
            ["textBody"] = "over 5 min",
        };
        var none = one.DeepClone();
        none["toAddresses"] = new JsonArray();

        Assert.NotNull(_rig.Ask("POST", "/api/v2/conversations/emails/agentless", one.ToJsonString())["id"]);
        Assert.Equal("bad.request", _rig.Refused(400, "POST", "/api/v2/conversations/emails/agentless", none.ToJsonString()));
    }

    [Fact]
    public void Workflow_WhenLaunched_RunsAndCompletes()
    {
        var flows = _rig.Ask("GET", "/api/v2/flows")["entities"]!.AsArray().ToDictionary(f => (string)f!["name"]!, f => (string)f!["id"]!);
        var id = (string)_rig.Ask("POST", "/api/v2/flows/executions", $$$"""{"flowId":"{{{flows["Queue escalation"]}}}","inputData":{"queue":"Billing"}}""")["id"]!;

        Assert.Equal("RUNNING", (string)_rig.Ask("GET", $"/api/v2/flows/executions/{id}")["status"]!);
        _rig.Advance(5);
        Assert.Equal("COMPLETED", (string)_rig.Ask("GET", $"/api/v2/flows/executions/{id}")["status"]!);
        Assert.Equal("bad.request", _rig.Refused(400, "POST", "/api/v2/flows/executions", $$"""{"flowId":"{{flows["Main menu"]}}"}"""));
        Assert.Equal("not.found", _rig.Refused(404, "POST", "/api/v2/flows/executions", """{"flowId":"none"}"""));
    }

    [Fact]
    public void Requests_WhenTheyAreTooMany_AreRefusedUntilTheMinuteIsOver()
    {
        var rig = new PlatformRig(rate: 2);
        var first = rig.Send("GET", "/api/v2/tokens/me", null, rig.Token);
        rig.Advance(20);
        rig.Ask("GET", "/api/v2/tokens/me");
        var refused = rig.Send("GET", "/api/v2/tokens/me", null, rig.Token);

        Assert.Equal(("1", "2", "60"), (first.Headers["inin-ratelimit-count"], first.Headers["inin-ratelimit-allowed"], first.Headers["inin-ratelimit-reset"]));
        Assert.Equal((429, "40"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.Equal("too.many.requests.retry.after", (string)PlatformRig.Json(refused)["code"]!);
        Assert.Equal("client.credentials.token.rate.per.minute", (string)PlatformRig.Json(refused)["limit"]!["key"]!);
        rig.Advance(40);
        rig.Ask("GET", "/api/v2/tokens/me");
    }

    [Fact]
    public void Paths_ThatAreNotServed_AreNotFound()
    {
        Assert.Equal("not.found", _rig.Refused(404, "GET", "/api/v2/nothing"));
        Assert.Equal("method.not.allowed", _rig.Refused(405, "PUT", "/api/v2/tokens/me"));
    }

    private static string Sms(string to) => $$"""{"fromAddress":"+15550100","toAddress":"{{to}}","toAddressMessengerType":"sms","textBody":"Billing: over 5 min"}""";

    private static string Name(JsonObject page) => (string)Assert.Single(page["entities"]!.AsArray())!["name"]!;
}
