using Redline.Engine.Flows;
using Redline.Server.Http;
using Redline.Server.Identity.Audit;

namespace Redline.Server.Flows;

/// <summary>Starting flows from outside.</summary>
internal static class ExecutionStarts
{
    private const int MaxBytes = 64 * 1024;

    public static async Task<IResult> StartAsync(string name, [AsParameters] FlowParts parts)
    {
        var (json, refusal) = await JsonBody.ReadAsync(parts.Http, MaxBytes);
        if (json is null) return refusal!;
        using (json)
        {
            if (!parts.View.Flows.TryGetValue(name, out var flow)) return FlowResults.NotFound(parts.Http);
            var problems = new List<ApiErrorDetail>();
            var fields = new BodyFields(json.RootElement, problems, [.. FlowTriggerBody.Fields, "data"]);
            var trigger = FlowTriggerBody.Read(fields, parts.Clock.Now, parts.Http.Caller().SubjectId);
            var data = FlowTriggerBody.DataOf(fields.Value("data"), "data", fields);
            foreach (var unknown in data.Keys.Except(flow.Definition.Inputs)) fields.Add("flow.input.unknown", $"data.{unknown}", $"The flow takes no input {unknown}; name it in its `inputs`.");
            if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);

            var decision = await parts.Loop.DecideAsync(new StartExecution(name, trigger, data));
            var events = decision.Events.OfType<ExecutionEvent>().ToArray();
            Execution? execution = null;
            foreach (var e in events.Where(e => e.Number == events[0].Number)) execution = Execution.After(execution, e);
            await parts.Http.AuditAsync("flow.started", $"execution:{Execution.FormatId(execution!.Number)}");
            var answer = await ExecutionReads.AnswerAsync(parts, execution);
            parts.Http.Response.Headers.Location = answer.SelfUri;
            return FlowResults.Json(answer, StatusCodes.Status201Created);
        }
    }
}
