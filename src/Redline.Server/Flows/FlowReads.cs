using Redline.Delivery.Flows;
using Redline.Engine.Flows;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>Reading flows and their versions, and looking at a definition without storing it.</summary>
internal static class FlowReads
{
    public const int MaxBytes = 512 * 1024;

    public static IResult List([AsParameters] FlowParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        var name = parts.Http.Request.Query["name"].ToString();
        if (name.Length > FlowLimits.NameLength) problems.Add(new("parameter.length", "name", $"name has at most {FlowLimits.NameLength} characters."));
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var found = parts.View.Flows.Values.Where(f => f.Definition.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return FlowResults.Json(page.Of<FlowAnswer>(parts.Http.Request, [.. found.Skip(page.Skip).Take(page.Size).Select(f => FlowResults.Current(parts, f))], found.Length));
    }

    public static async Task<IResult> GetAsync(string name, [AsParameters] FlowParts parts)
    {
        if (parts.Http.Request.Query.TryGetValue("version", out var asked))
            return await DefinitionFrame.Flow.VersionAsync(
                parts, asked.ToString(), FlowDefinitionReader.IsName(name), version => FlowVersion.FindAsync(parts.Journal, parts.Organization.Value, name, version, parts.Aborted),
                kept => FlowResults.One(parts.Http, Kept(kept)));
        return parts.View.Flows.TryGetValue(name, out var flow) ? FlowResults.One(parts.Http, FlowResults.Current(parts, flow)) : FlowResults.NotFound(parts.Http);
    }

    public static Task<IResult> ListVersionsAsync(string name, [AsParameters] FlowParts parts) => DefinitionFrame.Flow.VersionsAsync(
        parts, FlowDefinitionReader.IsName(name) ? FlowVersion.CollectionOf(name) : null, isThere: false,
        page => FlowVersion.ListAsync(parts.Journal, parts.Organization.Value, name, page.Skip, page.Size, parts.Aborted), Kept, page => FlowResults.Json(page));

    public static async Task<IResult> ValidateAsync([AsParameters] FlowParts parts)
    {
        var (json, refusal) = await YamlBody.ReadAsync(parts.Http, MaxBytes);
        if (json is null) return refusal!;
        using (json)
        {
            var flow = FlowDefinitionReader.Read(json.RootElement, "flow", out var errors);
            if (flow is null) return FlowResults.Json(new FlowValidation(false, [.. errors.Select(FlowResults.Detail)], []));
            var (mistakes, lints) = await FlowWorkflows.LookAsync(flow, parts);
            return FlowResults.Json(new FlowValidation(mistakes.Count == 0, mistakes, [.. FlowLints.Of(flow, parts.Streams), .. lints]));
        }
    }

    private static FlowAnswer Kept(FlowVersion kept) => new(
        kept.Version, kept.DefinedAt, kept.Definition, $"{FlowResults.UriOf(kept.Definition.Name)}?version={kept.Version}", null, null);
}
