using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Flows;

/// <summary>
/// <c>/api/v2/flows</c>: definitions of escalation flows, with versions and optimistic concurrency (design section 9). Needs
/// the engine loop, the committed view, the journal and the organization's clock by injection.
/// </summary>
internal static class FlowEndpoints
{
    private const string Tag = "Flows";
    private const string One = FlowResults.Path + "/{name}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapGet(FlowResults.Path, FlowReads.List), Permissions.FlowView)
            .Describes(Tag, "listFlows", "Lists the flows by name.", Api.Paged, Api.Query("name", "Part of the name, in any case."), Api.Answers(200, "A page.", FlowSchemas.Page));
        Guard(routes.MapPost(FlowResults.Path + "/validate", FlowReads.ValidateAsync), Permissions.FlowView)
            .Describes(Tag, "validateFlow", "Says what is wrong with a flow, as JSON or YAML, and stores nothing.",
                Api.Takes(FlowSchemas.Definition, FlowSchemas.Example), Api.Answers(200, "What was found.", FlowSchemas.Validation));
        Guard(routes.MapGet(One, FlowReads.GetAsync), Permissions.FlowView)
            .Describes(Tag, "getFlow", "Shows a flow, or an old version of one.", Api.Query("version", "That version, also of a deleted flow.", """{"type":"integer","minimum":1}"""),
                Api.Answers(200, "The flow.", FlowSchemas.Flow, "ETag"), Api.Refuses(404, "not.found"));
        Guard(routes.MapGet(One + "/versions", FlowReads.ListVersionsAsync), Permissions.FlowView)
            .Describes(Tag, "listFlowVersions", "Lists the versions of a flow, newest first.", Api.Paged, Api.Answers(200, "A page.", FlowSchemas.Page), Api.Refuses(404, "not.found"));
        Guard(routes.MapGet(FlowResults.Path + "/executions", ExecutionReads.ListAsync), Permissions.ExecutionView)
            .Describes(Tag, "listExecutions", "Lists executions, those that run first, each with its trace.", Api.Paged, Api.Query("flow", "Only of this flow."),
                Api.Query("state", "RUNNING: only those that run; ENDED: only the others; COMPLETED, with flow, or FAILED: only of those.", ExecutionQuery.States),
                Api.Query("queueId", "Only about this queue; with flow, or state=RUNNING."),
                Api.Answers(200, "A page.", FlowSchemas.ExecutionPage));
        Guard(routes.MapGet(FlowResults.Path + "/executions/counts", ExecutionCounts.ListAsync), Permissions.ExecutionView)
            .Describes(Tag, "countExecutions", "Counts the executions of each flow, and where those that run stand, by the flow's name.", Api.Paged,
                Api.Answers(200, "A page.", FlowSchemas.Counts));
        Guard(routes.MapGet(FlowResults.Path + "/executions/{id}", ExecutionReads.GetAsync), Permissions.ExecutionView)
            .Describes(Tag, "getExecution", "Shows an execution with its whole trace.", Api.Answers(200, "The execution.", FlowSchemas.Execution), Api.Refuses(404, "not.found"));
        Guard(routes.MapPost(One + "/executions", ExecutionStarts.StartAsync), Permissions.ExecutionAdd)
            .Describes(Tag, "startExecution", "Starts a flow; with an Idempotency-Key once, however often it is asked.",
                Api.Takes(FlowSchemas.Start, FlowSchemas.StartExample), Api.Answers(201, "The execution.", FlowSchemas.Execution, "Location"),
                Api.Refuses(404, "not.found"), Api.Refuses(409, "flow.cooling.down", "execution.limit", "alert.resolved"));
        Guard(routes.MapPut(One, FlowWrites.PutAsync), Permissions.FlowEdit)
            .Describes(Tag, "putFlow", "Defines a flow, as JSON or YAML, or replaces its definition.", Api.Header("If-Match", "The ETag of the flow as it was read, or `*`; required where there is one."),
                Api.Takes(FlowSchemas.Definition, FlowSchemas.Example), Api.Answers(200, "The flow.", FlowSchemas.Flow, "ETag"), Api.Answers(201, "The new flow.", FlowSchemas.Flow, "ETag", "Location"),
                Api.Refuses(409, "flow.limit"), Api.Refuses(412, FlowResults.Conflict), Api.Refuses(428, "precondition.required"), Api.Refuses(404, "not.found"));
        Guard(routes.MapDelete(One, FlowWrites.DeleteAsync), Permissions.FlowEdit)
            .Describes(Tag, "deleteFlow", "Deletes a flow that no stream starts; executions that run go on.", Api.Header("If-Match", "The ETag of the flow as it was read, or `*`."),
                Api.Answers(204, "It is gone."), Api.Refuses(400, "bad.request"), Api.Refuses(404, "not.found"), Api.Refuses(409, "flow.in.use"), Api.Refuses(412, FlowResults.Conflict));
        Guard(routes.MapPost(One + "/dryrun", FlowDryRuns.RunAsync), Permissions.FlowView)
            .Describes(Tag, "dryRunFlow", "Walks a flow with values and outcomes of your choice; nothing is done.",
                Api.Takes(FlowSchemas.DryRun, FlowSchemas.DryRunExample), Api.Answers(200, "The trace.", FlowSchemas.Execution), Api.Refuses(404, "not.found"));
    }

    private static RouteHandlerBuilder Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).RefusesWithoutStorage().AddEndpointFilter(FlowResults.AnswerAsync);
}
