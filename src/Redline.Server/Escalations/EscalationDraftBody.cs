using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Escalations;
using Redline.Server.Flows;
using Redline.Server.Http;

namespace Redline.Server.Escalations;

/// <summary>What an escalation shall say, as a caller says it.</summary>
internal static class EscalationDraftBody
{
    private static readonly string[] Fields = ["alertId", "queueId", "severity", "metrics", "threshold", "openedAt", "reason", "externalReference"];

    /// <summary>Reads it; mistakes are added to the problems.</summary>
    public static EscalationDraft Read(JsonElement json, Instant now, List<ApiErrorDetail> problems)
    {
        var fields = new BodyFields(json, problems, Fields);
        var trigger = FlowTriggerBody.Read(fields, now, "");
        if (trigger.AlertNumber is null && trigger.QueueId is null && problems.Count == 0)
            fields.Add("escalation.subject", "alertId", "Give alertId or queueId: an escalation is about an alert or a queue.");
        return new(
            trigger.AlertNumber, trigger.QueueId, trigger.Severity, trigger.Metrics, trigger.Threshold,
            fields.Value("openedAt") is null ? null : trigger.OpenedAt, fields.Text("reason", Escalation.ReasonLength), ExternalOf(fields));
    }

    private static ExternalReference? ExternalOf(BodyFields fields)
    {
        if (fields.Value("externalReference") is not { } given) return null;
        var problems = new List<ApiErrorDetail>();
        var inner = new BodyFields(given, problems, "system", "id");
        var (system, id) = (inner.Text("system", 100, required: true), inner.Text("id", 200, required: true));
        foreach (var problem in problems)
            fields.Add(problem.ErrorCode, problem.FieldName is { } name ? $"externalReference.{name}" : "externalReference", problem.Message);
        return system is null || id is null ? null : new(system, id);
    }
}
