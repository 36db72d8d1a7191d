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
        if (parts.Http.Request.Query.TryGetValue("version", out var asked))
            return await DefinitionFrame.Stream.VersionAsync(
                parts, asked.ToString(), id.Length <= StreamLimits.IdLength, version => StreamVersion.FindAsync(parts.Journal, parts.Organization.Value, id, version, parts.Aborted),
                kept => StreamResults.One(parts.Http, StreamAnswers.Kept(parts, kept)));
        if (Find(parts, id) is not { } stream) return DefinitionFrame.Stream.NotFound(parts);
        var definedAt = await StreamAnswers.DefinedAtAsync(parts, stream);
        return StreamResults.One(parts.Http, await StreamAnswers.CurrentAsync(parts, stream, definedAt));
    }

    public static Task<IResult> ListVersionsAsync(string id, [AsParameters] StreamParts parts) => DefinitionFrame.Stream.VersionsAsync(
        parts, id.Length > StreamLimits.IdLength ? null : StreamVersion.CollectionOf(id), Find(parts, id) is not null,
        page => StreamVersion.ListAsync(parts.Journal, parts.Organization.Value, id, page.Skip, page.Size, parts.Aborted),
        kept => StreamAnswers.Kept(parts, kept), StreamResults.Page);

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
