using Microsoft.AspNetCore.Http.Features;
using Redline.Engine.Escalations;
using Redline.Server.Http;
using Redline.Server.Identity.Audit;

namespace Redline.Server.Escalations;

/// <summary>Making escalations and closing them.</summary>
internal static class EscalationWrites
{
    private const int MaxBytes = 64 * 1024;

    public static async Task<IResult> CreateAsync([AsParameters] EscalationParts parts)
    {
        var (json, refusal) = await JsonBody.ReadAsync(parts.Http, MaxBytes);
        if (json is null) return refusal!;
        using (json)
        {
            var problems = new List<ApiErrorDetail>();
            var draft = EscalationDraftBody.Read(json.RootElement, parts.Clock.Now, problems);
            if (problems.Count == 0) draft = await CompleteAsync(parts, draft, problems);
            if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
            if (!parts.MaySee(draft.QueueId))
                return ApiResults.Refuse(parts.Http, StatusCodes.Status403Forbidden, "escalation.queue", "You see some queues only, and this is not one of them.");
            return await CreateAsync(parts, draft);
        }
    }

    public static async Task<IResult> CloseAsync(string id, [AsParameters] EscalationParts parts)
    {
        string? note = null;
        if (parts.Http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            var (json, refusal) = await JsonBody.ReadAsync(parts.Http, MaxBytes);
            if (json is null) return refusal!;
            using (json)
            {
                var problems = new List<ApiErrorDetail>();
                note = new BodyFields(json.RootElement, problems, "note").Text("note", Escalation.ReasonLength);
                if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
            }
        }

        if (await parts.FindAsync(id) is not { } before) return parts.NotFound();
        if (before.ClosedAt is null)
        {
            await parts.Loop.AskAsync(new CloseEscalation(before.Number, parts.Caller.SubjectId, note));
            await parts.Http.AuditAsync("escalation.closed", EscalationResults.Target(before));
        }

        return await EscalationResults.OneAsync(parts, before);
    }

    private static async Task<IResult> CreateAsync(EscalationParts parts, EscalationDraft draft)
    {
        var create = new CreateEscalation(draft, parts.Caller.SubjectId, EscalationStep.Of(parts.Http, parts.Caller));
        EscalationCreated? created;
        while ((created = (await parts.Loop.DecideAsync(create)).Events.OfType<EscalationCreated>().FirstOrDefault()) is null)
        {
            // One was open as that was decided. If it has been closed since, it is asked again, and another one is made.
            if (parts.View.Escalations.Values.FirstOrDefault(e => e.Draft.AlertNumber == draft.AlertNumber) is { } open)
                return Results.Json(EscalationAnswer.Of(open, parts.People));
        }

        var made = created.Escalation;
        await parts.Http.AuditAsync("escalation.created", EscalationResults.Target(made));
        var answer = EscalationAnswer.Of(made, parts.People);
        parts.Http.Response.Headers.Location = answer.SelfUri;
        return Results.Json(answer, statusCode: StatusCodes.Status201Created);
    }

    // What the caller leaves out of an alert is as the alert says it; of which queue it is the alert alone knows.
    private static async Task<EscalationDraft> CompleteAsync(EscalationParts parts, EscalationDraft draft, List<ApiErrorDetail> problems)
    {
        if (draft.AlertNumber is not { } number) return draft;
        if (await parts.History.FindAsync(number, parts.Aborted) is not { Alert: var alert })
        {
            problems.Add(new("alert.not.found", "alertId", "There is no alert of that id, or it is no longer kept."));
            return draft;
        }

        if (draft.QueueId is { } queue && queue != alert.Fingerprint.QueueId)
            problems.Add(new("escalation.queue.differs", "queueId", "The alert is of another queue; leave queueId out, or correct it."));
        return draft with
        {
            QueueId = alert.Fingerprint.QueueId,
            Severity = draft.Severity ?? alert.Severity,
            Metrics = draft.Metrics.Count > 0 ? draft.Metrics : alert.Evidence.Metrics,
            Threshold = draft.Threshold ?? alert.Evidence.Threshold,
            OpenedAt = draft.OpenedAt ?? alert.OpenedAt,
        };
    }
}
