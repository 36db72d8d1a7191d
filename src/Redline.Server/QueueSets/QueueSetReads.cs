using System.Text.Json.Nodes;
using Redline.Delivery.References;
using Redline.Engine.Filters;
using Redline.Engine.QueueSets;
using Redline.Server.Http;

namespace Redline.Server.QueueSets;

/// <summary>Reading queue sets, their versions and the queues in them.</summary>
internal static class QueueSetReads
{
    public static IResult List([AsParameters] QueueSetParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        var name = parts.Http.Request.Query["name"].ToString();
        if (name.Length > QueueSetLimits.NameLength)
            problems.Add(new("parameter.length", "name", $"name has at most {QueueSetLimits.NameLength} characters."));
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var found = parts.View.References.QueueSets.Values
            .Where(s => s.Definition.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return DefinitionJson.Page(page.Of<JsonObject>(
            parts.Http.Request, [.. found.Skip(page.Skip).Take(page.Size).Select(s => QueueSetAnswers.Current(parts, s))], found.Length));
    }

    public static async Task<IResult> GetAsync(string id, [AsParameters] QueueSetParts parts)
    {
        if (!parts.Http.Request.Query.TryGetValue("version", out var asked))
            return parts.Find(id) is { } set ? DefinitionJson.One(parts.Http, QueueSetAnswers.Current(parts, set)) : DefinitionFrame.QueueSet.NotFound(parts);
        return await DefinitionFrame.QueueSet.VersionAsync(
            parts, asked.ToString(), FilterNames.IsQueueSetId(id), version => ReferenceVersion.FindAsync(parts.Journal, parts.Organization.Value, ReferenceVersion.OfQueueSet(id), version, parts.Aborted),
            kept => DefinitionJson.One(parts.Http, QueueSetAnswers.Kept(id, kept)));
    }

    public static Task<IResult> ListVersionsAsync(string id, [AsParameters] QueueSetParts parts) => DefinitionFrame.QueueSet.VersionsAsync(
        parts, FilterNames.IsQueueSetId(id) ? ReferenceVersion.OfQueueSet(id) : null, isThere: false,
        page => ReferenceVersion.ListAsync(parts.Journal, parts.Organization.Value, ReferenceVersion.OfQueueSet(id), page.Skip, page.Size, parts.Aborted),
        kept => QueueSetAnswers.Kept(id, kept), DefinitionJson.Page);

    public static IResult ListQueues(string id, [AsParameters] QueueSetParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        if (parts.Find(id) is not { } set) return DefinitionFrame.QueueSet.NotFound(parts);
        var queues = parts.In(set.Definition);
        return Results.Json(page.Of<QueueOfSet>(
            parts.Http.Request, [.. queues.Skip(page.Skip).Take(page.Size).Select(q => new QueueOfSet(q.QueueId, q.QueueName, q.DivisionId))], queues.Count));
    }
}
