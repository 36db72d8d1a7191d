using Redline.Delivery.Alerts;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Http;

namespace Redline.Server.Explanations;

/// <summary><c>GET /api/v2/explanations</c>: why a stream does or does not tell of a queue, now or at a past instant.</summary>
internal static class StreamExplaining
{
    private const int MostAlerts = 100;

    public static async Task<IResult> ExplainAsync([AsParameters] ExplanationParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var query = ExplanationQuery.Read(parts.Http.Request.Query, parts.Clock.Now, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var division = parts.DivisionOf(query.QueueId);
        if (!parts.MaySee(query.QueueId, division)) return ApiResults.NotFound(parts.Http, "queue");
        return Results.Json(query.At is { } at ? await ThenAsync(parts, query, division, at) : await NowAsync(parts, query));
    }

    private static async Task<ExplanationAnswer> NowAsync(ExplanationParts parts, ExplanationQuery query)
    {
        var look = await parts.Loop.LookAsync(query.StreamId, query.QueueId, parts.Aborted);
        var open = look.Fingerprints.Select(f => f.Alert).OfType<Alert>().ToList();
        return await AnswerAsync(parts, query, look.At, look.Stream, look.Queue?.Name, StreamReasons.Of(look, isPast: false), open, isPast: false, look.Queue?.DivisionId);
    }

    private static async Task<ExplanationAnswer> ThenAsync(ExplanationParts parts, ExplanationQuery query, string? division, Instant at)
    {
        var durable = await CommittedState.ReadAtAsync(parts.Journal, parts.Organization.Value, at, parts.Aborted);
        if (durable is null) return await RememberedAsync(parts, query, division, at);
        var look = StreamLook.OfDecided(durable, query.StreamId, query.QueueId, division, at);
        var open = look.Fingerprints.Select(f => f.Alert).OfType<Alert>().ToList();
        return await AnswerAsync(parts, query, at, look.Stream, null, StreamReasons.Of(look, isPast: true, parts.SourceOf(query.QueueId)), open, isPast: true, division);
    }

    // Further back than the journal is replayed only the alerts themselves are kept.
    private static async Task<ExplanationAnswer> RememberedAsync(ExplanationParts parts, ExplanationQuery query, string? division, Instant at)
    {
        var before = new AlertQuery { StreamId = query.StreamId, QueueId = query.QueueId, To = at.Plus(1) };
        var found = await parts.History.ListAsync(before, 0, MostAlerts, parts.Aborted);
        var open = found.Alerts.Where(a => a.ResolvedAt is null || a.ResolvedAt > at).ToList();
        var explained = open is [var one, ..]
            ? AlertReasons.OfPast(one, at)
            : new Explained(new("not.known", "It is not known any more."), []);
        Reason[] reasons = [new("history.not.kept", "The journal is not replayed so far back: what was decided then is not known any more, but for the alerts that are kept."), .. explained.Reasons];
        return await AnswerAsync(parts, query, at, null, null, new(explained.Verdict, reasons), [.. open.Select(a => a.Alert)], isPast: true, division);
    }

    private static async Task<ExplanationAnswer> AnswerAsync(
        ExplanationParts parts, ExplanationQuery query, Instant at, StreamState? stream, string? queueName, Explained explained, List<Alert> open,
        bool isPast, string? division)
    {
        PersonExplanationAnswer? person = null;
        if (query.PersonId is { } personId)
        {
            var alerts = new List<PersonAlert>();
            foreach (var alert in open) alerts.Add(parts.Of(alert, personId, await parts.DeliveriesAsync(alert.Number)));
            var facts = parts.FactsOf(personId, query.QueueId, division, parts.Sessions().GetValueOrDefault(personId), alerts);
            var isTold = explained.Verdict.Code == "alert.told";
            person = PersonExplanationAnswer.Of(facts, isPast ? PersonReasons.OfPast(facts, isTold, at) : PersonReasons.Of(facts, isTold));
        }

        return new(
            query.StreamId, stream?.Definition.Name, query.QueueId, queueName, at.ToString(), VerdictAnswer.Of(explained.Verdict),
            ReasonAnswer.Of(explained.Reasons), person);
    }
}
