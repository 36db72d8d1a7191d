using Redline.Delivery.Streams;
using Redline.Engine;
using Redline.Engine.Streams;
using Redline.Server.Http;

namespace Redline.Server.Streams;

/// <summary>Reading streams and their versions, and looking at a definition without storing it.</summary>
internal static class StreamReads
{
    public static async Task<IResult> ListAsync([AsParameters] StreamParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        var query = parts.Http.Request.Query;
        var name = query["name"].ToString();
        if (name.Length > StreamLimits.NameLength)
            problems.Add(new("parameter.length", "name", $"name has at most {StreamLimits.NameLength} characters."));
        var status = StatusOf(query["status"].ToString(), problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);

        var found = parts.View.Streams.Values
            .Where(s => status is null || s.Definition.Status == status)
            .Where(s => s.Definition.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        var entities = new List<StreamAnswer>(page.Size);
        foreach (var stream in found.Skip(page.Skip).Take(page.Size)) entities.Add(await StreamAnswers.ListedAsync(parts, stream));
        return StreamResults.Page(page.Of(parts.Http.Request, entities, found.Length));
    }

    public static async Task<IResult> GetAsync(string id, [AsParameters] StreamParts parts)
    {
        if (parts.Http.Request.Query.TryGetValue("version", out var asked)) return await GetVersionAsync(parts, id, asked.ToString());
        if (Find(parts, id) is not { } stream) return NotFound(parts);
        var definedAt = await StreamAnswers.DefinedAtAsync(parts, stream);
        return StreamResults.One(parts.Http, await StreamAnswers.CurrentAsync(parts, stream, definedAt));
    }

    public static async Task<IResult> ListVersionsAsync(string id, [AsParameters] StreamParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        if (id.Length > StreamLimits.IdLength) return NotFound(parts);
        var total = await parts.Journal.CountRecordsAsync(parts.Organization.Value, StreamVersion.CollectionOf(id), parts.Aborted);
        if (total == 0 && Find(parts, id) is null) return NotFound(parts);
        var kept = await StreamVersion.ListAsync(parts.Journal, parts.Organization.Value, id, page.Skip, page.Size, parts.Aborted);
        return StreamResults.Page(page.Of<StreamAnswer>(parts.Http.Request, [.. kept.Select(v => StreamAnswers.Kept(parts, v))], total));
    }

    public static async Task<IResult> ValidateAsync([AsParameters] StreamParts parts)
    {
        var (json, refusal) = await JsonBody.ReadAsync(parts.Http, StreamBody.MaxBytes);
        if (json is null) return refusal!;
        using (json)
        {
            var definition = StreamDefinitionReader.Read(json.RootElement, "new", out var errors, mayBeAnswer: true);
            if (definition is not null && StreamReferences.Missing(definition, parts.View.References, json.RootElement) is { Count: > 0 } missing) (definition, errors) = (null, missing);
            if (definition is null) return StreamResults.Validation(new(false, [.. errors.Select(StreamBody.Detail)], null, null, []));
            var insight = await StreamAnswers.InsightAsync(parts, definition);
            return StreamResults.Validation(
                new(true, [], StreamText.Of(definition), StreamAnswers.SentenceOf(parts, definition), insight.Lints));
        }
    }

    public static StreamState? Find(StreamParts parts, string id) => parts.View.Streams.GetValueOrDefault(id);

    public static IResult NotFound(StreamParts parts) => ApiResults.NotFound(parts.Http, "event stream");

    private static async Task<IResult> GetVersionAsync(StreamParts parts, string id, string asked)
    {
        if (!int.TryParse(asked, System.Globalization.CultureInfo.InvariantCulture, out var version) || version < 1)
            return ApiResults.BadRequest(parts.Http, [new("parameter.range", "version", "version is a whole number from 1.")]);
        if (id.Length > StreamLimits.IdLength) return NotFound(parts);
        return await StreamVersion.FindAsync(parts.Journal, parts.Organization.Value, id, version, parts.Aborted) is { } kept
            ? StreamResults.One(parts.Http, StreamAnswers.Kept(parts, kept))
            : ApiResults.NotFound(parts.Http, "version of an event stream");
    }

    private static StreamStatus? StatusOf(string word, List<ApiErrorDetail> problems)
    {
        switch (word)
        {
            case "":
                return null;
            case "ACTIVE":
                return StreamStatus.Active;
            case "SHADOW":
                return StreamStatus.Shadow;
            case "DISABLED":
                return StreamStatus.Disabled;
            default:
                problems.Add(new("parameter.choice", "status", "status is one of ACTIVE, SHADOW, DISABLED (case matters)."));
                return null;
        }
    }
}
