using System.Globalization;
using Redline.Delivery.Flows;
using Redline.Engine.Flows;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>Reading executions with their traces. Of queues the caller may not see nothing is shown.</summary>
internal static class ExecutionReads
{
    public static async Task<IResult> ListAsync([AsParameters] FlowParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        var query = ExecutionQuery.Read(parts.Http.Request.Query, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);

        var running = query.WantsRunning ? parts.View.Executions.Values.Reverse().Where(query.IsAbout).ToArray() : [];
        var found = running.Skip(page.Skip).Take(page.Size).ToList();
        var (ended, total) = query.WantsEnded
            ? await EndedExecutions.ListAsync(
                parts.Journal, parts.Organization.Value, query.Ended, Math.Max(0, page.Skip - running.Length), page.Size - found.Count, parts.Aborted)
            : ([], 0L);
        found.AddRange(ended);
        var entities = new List<ExecutionAnswer>(found.Count);
        foreach (var execution in found.Where(x => IsVisible(parts, x))) entities.Add(await AnswerAsync(parts, execution));
        return FlowResults.Json(page.Of<ExecutionAnswer>(parts.Http.Request, entities, running.Length + total));
    }

    public static async Task<IResult> GetAsync(string id, [AsParameters] FlowParts parts) =>
        NumberOf(id) is { } number
        && (parts.View.Executions.GetValueOrDefault(number) ?? await ExecutionProjection.FindAsync(parts.Journal, parts.Organization.Value, number, parts.Aborted)) is { } execution
        && IsVisible(parts, execution)
            ? FlowResults.Json(await AnswerAsync(parts, execution))
            : ApiResults.NotFound(parts.Http, "execution");

    /// <summary>An execution, with the kinds of its nodes as its version had them.</summary>
    public static async ValueTask<ExecutionAnswer> AnswerAsync(FlowParts parts, Execution execution)
    {
        var current = parts.View.Flows.GetValueOrDefault(execution.Flow);
        var definition = current?.Version == execution.Version
            ? current.Definition
            : (await FlowVersion.FindAsync(parts.Journal, parts.Organization.Value, execution.Flow, execution.Version, parts.Aborted))?.Definition;
        return ExecutionAnswer.Of(execution, definition);
    }

    /// <summary>Whether the caller may see what an execution is about.</summary>
    public static bool IsVisible(FlowParts parts, Execution execution) =>
        execution.Trigger.QueueId is not { } queue || parts.Http.Caller().MaySeeQueue(queue, parts.View.Queues.FirstOrDefault(q => q.QueueId == queue)?.DivisionId);

    private static long? NumberOf(string id) =>
        id.Length > 1 && id[0] == 'X' && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
