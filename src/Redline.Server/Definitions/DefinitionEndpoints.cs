using System.Text.Json;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Definitions;
using Redline.Engine.Streams;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Identity.Audit;
using Redline.Server.OpenApi;
using Redline.Server.Streams;

namespace Redline.Server.Definitions;

/// <summary>
/// <c>POST /api/v2/definitions/plan</c> and <c>apply</c>: streams, queue sets, parameters and flows as somebody keeps them in files,
/// all of them or none. Needs the engine loop and the committed view by injection.
/// </summary>
internal static class DefinitionEndpoints
{
    /// <summary>The largest body.</summary>
    public const int MaxBytes = 16 << 20;

    private const string Tag = "Definitions";
    private const string Path = "/api/v2/definitions/";

    private const string Example = """
        {"queueSets":[{"id":"example","namePattern":"Example*"}],
         "parameters":[{"name":"exampleSeconds","defaultValue":300}],
         "flows":[{"name":"Example","nodes":[{"id":"tell","type":"notify","next":{"done":"end"}}]}],
         "streams":[{"id":"example","name":"Example","entityType":"queue","filterExpression":"queueId in set(\"example\") and waitTimeSeconds > param(exampleSeconds)","flow":"Example"}],
         "prune":false}
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 256, Converters = { new StreamLintConverter() } };

    private static readonly ApiSchema Body = ApiSchema.Written("Definitions", """
        {"type":"object","description":"The bodies of queue sets, parameters, flows and streams, each with its id or name.","properties":{
         "queueSets":{"type":["array","null"],"items":{"type":"object"}},"parameters":{"type":["array","null"],"items":{"type":"object"}},
         "flows":{"type":["array","null"],"items":{"type":"object"}},"streams":{"type":["array","null"],"items":{"type":"object"}},
         "prune":{"type":["boolean","null"],"default":false,"description":"Whether what is not in the body is deleted, but for flows that stand as they ship."}}}
        """);

    private static readonly ApiSchema Answer = ApiSchema.Written("DefinitionsPlan", """
        {"type":"object","required":["applied","changes","unchanged","others","alerts","streams","flows"],"properties":{
         "applied":{"type":"boolean"},
         "changes":{"type":"array","items":{"type":"object","required":["kind","id","action","differences"],"properties":{
          "kind":{"type":"string","enum":["queueSet","parameter","flow","stream"]},"id":{"type":"string"},"action":{"type":"string","enum":["CREATE","CHANGE","DELETE"]},
          "differences":{"type":"array","items":{"type":"object","required":["path","before","after"],"properties":{"path":{"type":"string"},"before":{},"after":{}}}}}}},
         "unchanged":{"type":"integer"},"others":{"type":"integer","description":"Those that are there and not in the body; they stay unless prune is true."},
         "alerts":{"type":"array","description":"What open alerts do at once; the others stay as they are.","items":{"type":"object",
          "required":["alertId","streamId","queueId","mediaType","outcome","reason"],"properties":{"alertId":{"type":"string"},"streamId":{"type":"string"},"queueId":{"type":"string"},
          "mediaType":{"type":["string","null"]},"outcome":{"type":"string","enum":["RESOLVES","CHANGES_LEVEL","IS_TOLD","IS_HELD"]},"reason":{"type":["string","null"]}}}},
         "streams":{"type":"array","description":"What streams that are new or changed would find now.","items":{"type":"object",
          "required":["streamId","matchedQueues","breachingQueues","unknownQueueIds","lints"],"properties":{"streamId":{"type":"string"},"matchedQueues":{"type":"integer"},
          "breachingQueues":{"type":"integer"},"unknownQueueIds":{"type":"array","items":{"type":"string"}},
          "lints":{"type":"array","items":{"$ref":"#/components/schemas/StreamLint"}}}}},
         "flows":{"type":"array","description":"Who would start the flows that are new or changed.","items":{"type":"object","required":["name","usedBy","lints"],
          "properties":{"name":{"type":"string"},"usedBy":{"type":"array","items":{"type":"string"},"description":"The ids of streams, at most 20."},
          "lints":{"type":"array","items":{"$ref":"#/components/schemas/StreamLint"}}}}}}}
        """, StreamSchemas.Lint);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "plan", PlanAsync).Requires(Permissions.DefinitionPlan).RefusesWithoutStorage().AnswersForEngine()
            .Describes(Tag, "planDefinitions", "Says what would change if definitions were applied, and what open alerts would do, and changes nothing.",
                Api.Takes(Body, Example), Api.Answers(200, "What would change.", Answer), Api.Refuses(409, "stream.limit", "queueSet.limit", "parameter.limit", "flow.limit", "queueSet.in.use", "parameter.in.use", "flow.in.use"),
                Api.Refuses(412, "stream.version.conflict", "queueSet.version.conflict", "parameter.version.conflict", "flow.version.conflict"), Api.Refuses(404, "not.found"));
        routes.MapPost(Path + "apply", ApplyAsync).Requires(Permissions.DefinitionApply).RefusesWithoutStorage().AnswersForEngine()
            .Describes(Tag, "applyDefinitions", "Makes definitions so, all of them at one instant or none.",
                Api.Takes(Body, Example), Api.Answers(200, "What changed.", Answer), Api.Refuses(409, "stream.limit", "queueSet.limit", "parameter.limit", "flow.limit", "queueSet.in.use", "parameter.in.use", "flow.in.use"),
                Api.Refuses(412, "stream.version.conflict", "queueSet.version.conflict", "parameter.version.conflict", "flow.version.conflict"), Api.Refuses(404, "not.found"));
    }

    private static Task<IResult> PlanAsync(HttpContext http, EngineLoop loop, CommittedView view) => RunAsync(http, view, async plan =>
    {
        var preview = await loop.PreviewAsync(new ApplyDefinitions(plan.Inputs), http.RequestAborted);
        return DefinitionAnswer.Of(plan, preview);
    });

    private static Task<IResult> ApplyAsync(HttpContext http, EngineLoop loop, CommittedView view) => RunAsync(http, view, async plan =>
    {
        var decided = await loop.DecideAsync(new ApplyDefinitions(plan.Inputs));
        foreach (var change in plan.Changes.Take(1_000))
            await http.AuditAsync($"definition.{(change.Action == "DELETE" ? "deleted" : change.Action == "CREATE" ? "created" : "replaced")}", $"{change.Kind.ToLowerInvariant()}:{change.Id}");
        return DefinitionAnswer.Of(plan, decided.Events);
    });

    private static async Task<IResult> RunAsync(HttpContext http, CommittedView view, Func<DefinitionPlan, Task<DefinitionAnswer>> run)
    {
        var (json, refusal) = await JsonBody.ReadAsync(http, MaxBytes);
        if (json is null) return refusal!;
        using (json)
        {
            var definitions = new List<PlacedDefinition>();
            var errors = new List<DefinitionError>();
            DefinitionSet.Read(json.RootElement, "$", ["prune"], definitions, errors);
            DefinitionSet.CheckTogether(definitions, errors);
            var prune = Prune(json.RootElement, errors);
            if (errors.Count > 0) return ApiResults.BadRequest(http, [.. errors.Take(1_000).Select(e => new ApiErrorDetail(e.Code, e.Path, e.Message))]);
            try
            {
                return Results.Json(await run(DefinitionPlan.Of(definitions, view, prune)), Json);
            }
            catch (EngineDefinitionException e) when (!e.Refusals.All(r => r.Error.Code.EndsWith(".in.use", StringComparison.Ordinal)))
            {
                return ApiResults.BadRequest(http, [.. e.Refusals.Select(r => DetailOf(r, definitions, json.RootElement))]);
            }
        }
    }

    private static bool Prune(JsonElement root, List<DefinitionError> errors)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("prune", out var prune)) return false;
        if (prune.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
            errors.Add(new("definitions.prune", "$.prune", "", "`prune` is true or false."));
        return prune.ValueKind == JsonValueKind.True;
    }

    private static ApiErrorDetail DetailOf(DefinitionRefusal refusal, List<PlacedDefinition> definitions, JsonElement written)
    {
        var error = definitions.Find(d => d.Kind.Name == refusal.Kind && d.Definition.Id == refusal.Id) is { } placed
            ? StreamTextPlaces.Of(written, refusal.Error with { Path = placed.Path + refusal.Error.Path[1..] }) : refusal.Error;
        return new(error.Code, error.Path, error.Message);
    }
}
