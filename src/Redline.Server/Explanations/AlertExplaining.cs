using Redline.Delivery.Alerts;
using Redline.Server.Alerts;
using Redline.Server.Http;

namespace Redline.Server.Explanations;

/// <summary><c>GET /api/v2/alerts/{id}/explanation</c>: what happened to an alert and, per person, why they were told or not.</summary>
internal static class AlertExplaining
{
    public static async Task<IResult> ExplainAsync(string id, [AsParameters] ExplanationParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        var personId = ExplanationQuery.Text(parts.Http.Request.Query, "personId", problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        if (await AlertReads.FindAsync(parts.Alerts, id) is not { } kept) return AlertReads.NotFound(parts.Alerts);

        var deliveries = await parts.DeliveriesAsync(kept.Alert.Number);
        var queueId = kept.Alert.Fingerprint.QueueId;
        var division = parts.DivisionOf(queueId);
        var ids = personId is null
            ? InOrder(parts, deliveries.Keys, queueId, division)
            : [personId];
        var sessions = parts.Sessions();
        var people = page.Of<PersonExplanationAnswer>(
            parts.Http.Request, [.. ids.Skip(page.Skip).Take(page.Size).Select(p => OfPerson(p))], ids.Count);
        var explained = AlertReasons.Of(kept, await AlertCourse.ReadAsync(parts.Journal, parts.Organization.Value, kept.Alert, parts.Aborted));
        return Results.Json(new AlertExplanationAnswer(
            kept.Alert.Id, parts.Clock.Now.ToString(), VerdictAnswer.Of(explained.Verdict), ReasonAnswer.Of(explained.Reasons), people.Entities,
            people.PageSize, people.PageNumber, people.Total, people.NextUri));

        PersonExplanationAnswer OfPerson(string person)
        {
            var facts = parts.FactsOf(person, queueId, division, sessions.GetValueOrDefault(person), [parts.Of(kept.Alert, person, deliveries)]);
            return PersonExplanationAnswer.Of(facts, PersonReasons.Of(facts, AlertReasons.ToldAt(kept.Alert) is not null, kept.ResolvedAt is not null));
        }
    }

    // First those it was sent to, then those it is for, then everybody else.
    private static List<string> InOrder(ExplanationParts parts, IEnumerable<string> reached, string queueId, string? divisionId)
    {
        var sent = reached.ToHashSet(StringComparer.Ordinal);
        var others = parts.People.All.Where(p => !sent.Contains(p.Id)).OrderByDescending(p => p.MaySeeQueue(queueId, divisionId))
            .ThenBy(p => p.Id, StringComparer.Ordinal).Select(p => p.Id);
        return [.. sent.Order(StringComparer.Ordinal), .. others];
    }
}
