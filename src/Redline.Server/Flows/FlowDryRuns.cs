using System.Text.Json;
using Redline.Engine.Flows;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>Walks a flow, stored or sent along, with values and outcomes the caller chose. Nothing is done and nothing kept.</summary>
internal static class FlowDryRuns
{
    private static readonly string[] Known = [.. FlowTriggerBody.Fields, "data", "outcomes", "answers", "definition"];

    public static async Task<IResult> RunAsync(string name, [AsParameters] FlowParts parts)
    {
        var (json, refusal) = await JsonBody.ReadAsync(parts.Http, FlowReads.MaxBytes);
        if (json is null) return refusal!;
        using (json)
        {
            var problems = new List<ApiErrorDetail>();
            var fields = new BodyFields(json.RootElement, problems, Known);
            var (flow, version) = FlowOf(name, parts, fields, problems);
            if (flow is null && problems.Count == 0) return FlowResults.NotFound(parts.Http);
            var trigger = FlowTriggerBody.Read(fields, parts.Clock.Now, parts.Http.Caller().SubjectId);
            if (trigger.AlertNumber is { } number) trigger = WithAlert(trigger, number, parts, fields);
            var data = FlowTriggerBody.DataOf(fields.Value("data"), "data", fields);
            var outcomes = OutcomesOf(fields, flow);
            var answers = AnswersOf(fields);
            return problems.Count > 0
                ? ApiResults.BadRequest(parts.Http, problems)
                : FlowResults.Json(ExecutionAnswer.Of(FlowDryRun.Run(flow!, version, trigger, data, outcomes, answers), flow));
        }
    }

    private static (FlowDefinition? Flow, int Version) FlowOf(string name, FlowParts parts, BodyFields fields, List<ApiErrorDetail> problems)
    {
        if (fields.Value("definition") is not { ValueKind: not JsonValueKind.Null } given)
            return parts.View.Flows.TryGetValue(name, out var stored) ? (stored.Definition, stored.Version) : (null, 0);
        var flow = FlowDefinitionReader.Read(given, name, out var errors, "definition");
        problems.AddRange(errors.Select(FlowResults.Detail));
        return (flow, 0);
    }

    private static FlowTrigger WithAlert(FlowTrigger asked, long number, FlowParts parts, BodyFields fields)
    {
        if (!parts.View.OpenAlerts.TryGetValue(number, out var alert) || !parts.Http.Caller().MaySeeQueue(alert.Fingerprint.QueueId, DivisionOf(alert.Fingerprint.QueueId, parts)))
        {
            fields.Add("alert.not.found", "alertId", "There is no open alert of that id.");
            return asked;
        }

        return asked with
        {
            QueueId = alert.Fingerprint.QueueId,
            QueueName = alert.Evidence.QueueName,
            MediaType = alert.Fingerprint.MediaType,
            StreamId = alert.Fingerprint.StreamId,
            Severity = alert.Severity,
            Threshold = alert.Evidence.Threshold,
            OpenedAt = alert.OpenedAt,
            Metrics = alert.Evidence.Metrics,
        };
    }

    private static string? DivisionOf(string queueId, FlowParts parts) => parts.View.Queues.FirstOrDefault(q => q.QueueId == queueId)?.DivisionId;

    private static Dictionary<string, string> OutcomesOf(BodyFields fields, FlowDefinition? flow)
    {
        var outcomes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (fields.Value("outcomes") is not { ValueKind: not JsonValueKind.Null } given) return outcomes;
        if (given.ValueKind != JsonValueKind.Object)
        {
            fields.Add("field.outcomes", "outcomes", "outcomes is an object from ids of nodes to outcomes: {\"node2\":\"failed\"}.");
            return outcomes;
        }

        foreach (var property in given.EnumerateObject())
        {
            var node = flow?.Find(property.Name);
            var possible = node is null ? [] : FlowWords.OutcomesOf(node);
            if (property.Value.ValueKind == JsonValueKind.String && possible.Contains(property.Value.GetString()!, StringComparer.Ordinal)) outcomes[property.Name] = property.Value.GetString()!;
            else fields.Add("flow.outcome.unknown", $"outcomes.{property.Name}", possible.Count == 0 ? $"There is no node {property.Name} with outcomes." : $"The outcomes of {property.Name} are {string.Join(", ", possible)}.");
        }

        return outcomes;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, FlowValue>> AnswersOf(BodyFields fields)
    {
        var answers = new Dictionary<string, IReadOnlyDictionary<string, FlowValue>>(StringComparer.Ordinal);
        if (fields.Value("answers") is not { ValueKind: not JsonValueKind.Null } given) return answers;
        if (given.ValueKind != JsonValueKind.Object) fields.Add("field.answers", "answers", "answers is an object from ids of nodes to data: {\"node2\":{\"tier\":\"gold\"}}.");
        else
            foreach (var property in given.EnumerateObject())
                answers[property.Name] = FlowTriggerBody.DataOf(property.Value, $"answers.{property.Name}", fields);
        return answers;
    }
}
