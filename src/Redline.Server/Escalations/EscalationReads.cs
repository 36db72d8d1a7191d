using Redline.Delivery.Escalations;
using Redline.Delivery.Flows;
using Redline.Engine.Escalations;
using Redline.Engine.Flows;
using Redline.Server.Alerts;
using Redline.Server.Flows;
using Redline.Server.Http;

namespace Redline.Server.Escalations;

/// <summary>Reading escalations. Of queues the caller may not see nothing is shown.</summary>
internal static class EscalationReads
{
    private const int MaxExecutions = 20;

    public static async Task<IResult> ListAsync([AsParameters] EscalationParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var query = parts.Http.Request.Query;
        var page = PageRequest.Read(parts.Http.Request, problems);
        var (state, queue, alertId) = (query["state"].ToString(), query["queueId"].ToString(), query["alertId"].ToString());
        if (state.Length > 0 && !EscalationAnswer.States.Contains(state, StringComparer.Ordinal))
            problems.Add(new("parameter.choice", "state", $"state is one of {string.Join(", ", EscalationAnswer.States)} (case matters)."));
        if (queue.Length > 200) problems.Add(new("parameter.text", "queueId", "queueId has at most 200 characters."));
        var alert = alertId.Length == 0 ? null : FlowTriggerBody.NumberOf(alertId);
        if (alertId.Length > 0 && alert is null) problems.Add(new("parameter.alert", "alertId", "alertId is the id of an alert: A17."));
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);

        var open = parts.View.Escalations.Values.Reverse()
            .Where(e => (state.Length == 0 || EscalationAnswer.StateOf(e) == state) && (queue.Length == 0 || e.Draft.QueueId == queue)
                && (alert is null || e.Draft.AlertNumber == alert) && parts.MaySee(e.Draft.QueueId)).ToArray();
        var found = open.Skip(page.Skip).Take(page.Size).ToList();
        var (closed, total) = state is "OPEN" or "ACKNOWLEDGED"
            ? ([], 0L)
            : await EscalationProjection.ListAsync(
                parts.Journal, parts.Organization.Value, alert, queue.Length == 0 ? null : queue, Math.Max(0, page.Skip - open.Length), page.Size - found.Count, parts.Aborted);
        found.AddRange(closed.Where(e => (queue.Length == 0 || e.Draft.QueueId == queue) && parts.MaySee(e.Draft.QueueId)));
        return Results.Json(page.Of<EscalationAnswer>(parts.Http.Request, [.. found.Select(e => EscalationAnswer.Of(e, parts.People))], open.Length + total));
    }

    public static async Task<IResult> GetAsync(string id, [AsParameters] EscalationParts parts)
    {
        if (await parts.FindAsync(id) is not { } escalation) return parts.NotFound();
        var alert = escalation.Draft.AlertNumber is { } number ? await parts.History.FindAsync(number, parts.Aborted) : null;
        var executions = new List<ExecutionAnswer>();
        var flows = new FlowParts(parts.Http, parts.Loop, parts.View, parts.Journal, parts.Organization, parts.Clock, parts.Workflows);
        foreach (var execution in await ExecutionsOfAsync(escalation, parts)) executions.Add(await ExecutionReads.AnswerAsync(flows, execution));
        return FlowResults.Json(new EscalationTraceAnswer(
            EscalationAnswer.Of(escalation, parts.People), alert is null ? null : AlertAnswer.Of(alert, parts.People), executions,
            alert is null ? null : $"{AlertEndpoints.Path}/{alert.Alert.Id}/deliveries"));
    }

    // The one that made it, then those of its alert that run.
    private static async ValueTask<IReadOnlyList<Execution>> ExecutionsOfAsync(Escalation escalation, EscalationParts parts)
    {
        var running = parts.View.Executions.Values
            .Where(x => escalation.Draft.AlertNumber is { } alert && x.Trigger.AlertNumber == alert).Take(MaxExecutions).ToList();
        if (EscalationStep.ExecutionOf(escalation.Step) is not { } made || running.Exists(x => x.Number == made)) return running;
        var ended = parts.View.Executions.GetValueOrDefault(made) ?? await ExecutionProjection.FindAsync(parts.Journal, parts.Organization.Value, made, parts.Aborted);
        return ended is null ? running : [ended, .. running];
    }
}
