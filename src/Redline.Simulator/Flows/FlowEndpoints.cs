using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.Organizations;
using Redline.Simulator.Routing;

namespace Redline.Simulator.Flows;

/// <summary>The organization's flows, and the executions of those that are workflows: the last 1,000.</summary>
internal sealed class FlowEndpoints(ContactCentre centre)
{
    private const string Workflow = "workflow";
    private const int MostExecutions = 1_000;

    /// <summary>A workflow of the simulation does nothing, and is done after this.</summary>
    private const long RunMilliseconds = 2_000;

    private readonly Queue<Execution> _executions = new();

    /// <summary>What was launched, for a test to look at.</summary>
    internal IEnumerable<JsonNode> Launched(long now) => _executions.Select(e => Body(e, now));

    internal void Map(RouteTable routes)
    {
        routes.Add("POST", "/api/v2/flows/executions", Requirement.Any("architect:flow:launch"), Launch);
        routes.Add("GET", "/api/v2/flows/executions/{flowExecutionId}", Requirement.Any("architect:flowExecution:view"), Get);
        routes.Add("GET", "/api/v2/flows", Requirement.Any("architect:flow:view"), List);
        routes.Add("GET", "/api/v2/flows/{flowId}", Requirement.Any("architect:flow:view"), GetFlow);
    }

    private static string IdOf(string flow) => WireText.IdOf("flow", flow);

    private EmulatedAnswer Launch(PlatformCall call)
    {
        if (call.ReadJson() is not JsonObject body) return call.BadRequest("The body is not a launch request.");
        if (body["flowId"] is not JsonValue id || !id.TryGetValue<string>(out var flowId)) return call.BadRequest("flowId is required.");
        if (body["inputData"] is not (null or JsonObject)) return call.BadRequest("inputData must be an object.");
        if (Find(flowId) is not { } flow) return call.NotFound("flow");
        if (flow.Value != Workflow) return call.BadRequest("Only workflows can be launched.");
        var execution = new Execution(WireText.NewId(), body["name"]?.ToString() ?? flow.Key, flow.Key, body["inputData"]?.DeepClone() as JsonObject ?? [], call.Now);
        if (_executions.Count == MostExecutions) _executions.Dequeue();
        _executions.Enqueue(execution);
        return EmulatedAnswer.Json(new JsonObject
        {
            ["id"] = execution.Id,
            ["name"] = execution.Name,
            ["flowVersion"] = new JsonObject { ["id"] = "1.0", ["selfUri"] = $"/api/v2/flows/{flowId}/versions/1.0" },
            ["selfUri"] = $"/api/v2/flows/executions/{execution.Id}",
        });
    }

    private EmulatedAnswer Get(PlatformCall call) => _executions.FirstOrDefault(e => e.Id.Equals(call.Values[0], StringComparison.OrdinalIgnoreCase)) is { } execution
        ? EmulatedAnswer.Json(Body(execution, call.Now))
        : call.NotFound("flow execution");

    private EmulatedAnswer List(PlatformCall call)
    {
        if (EntityPage.Of(call, 100, out var refusal) is not { } page) return refusal!;
        var types = call.Query.All("type");
        var flows = centre.Organization.Flows.Where(f => types.Count == 0 || types.Contains(f.Value, StringComparer.OrdinalIgnoreCase))
            .Where(f => call.Query["name"] is not { } name || f.Key.Contains(name.Replace("*", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            .OrderBy(f => f.Key, StringComparer.OrdinalIgnoreCase).ToList();
        return EmulatedAnswer.Json(page.Whole(call, flows, Body));
    }

    private EmulatedAnswer GetFlow(PlatformCall call) => Find(call.Values[0]) is { } flow ? EmulatedAnswer.Json(Body(flow)) : call.NotFound("flow");

    private KeyValuePair<string, string>? Find(string id) => centre.Organization.Flows.Where(f => IdOf(f.Key).Equals(id, StringComparison.OrdinalIgnoreCase))
        .Select(f => (KeyValuePair<string, string>?)f).FirstOrDefault();

    private JsonObject Body(KeyValuePair<string, string> flow) => new()
    {
        ["id"] = IdOf(flow.Key),
        ["name"] = flow.Key,
        ["division"] = QueueBody.Division(EmulatedOrganization.HomeDivision, centre),
        ["type"] = flow.Value.ToUpperInvariant(),
        ["active"] = true,
        ["system"] = false,
        ["deleted"] = false,
        ["publishedVersion"] = new JsonObject { ["id"] = "1.0" },
        ["selfUri"] = $"/api/v2/flows/{IdOf(flow.Key)}",
    };

    private static JsonObject Body(Execution execution, long now)
    {
        var isDone = now >= execution.LaunchedAt + RunMilliseconds;
        var body = new JsonObject
        {
            ["id"] = execution.Id,
            ["name"] = execution.Name,
            ["flowVersion"] = new JsonObject { ["id"] = "1.0", ["name"] = execution.Flow },
            ["dateLaunched"] = WireText.Instant(execution.LaunchedAt),
            ["status"] = isDone ? "COMPLETED" : "RUNNING",
            ["inputData"] = execution.Input.DeepClone(),
            ["selfUri"] = $"/api/v2/flows/executions/{execution.Id}",
        };
        if (isDone) body["dateCompleted"] = WireText.Instant(execution.LaunchedAt + RunMilliseconds);
        return body;
    }

    private sealed record Execution(string Id, string Name, string Flow, JsonObject Input, long LaunchedAt);
}
