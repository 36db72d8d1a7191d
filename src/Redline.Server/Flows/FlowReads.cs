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
        if (parts.Http.Request.Query.TryGetValue("version", out var asked)) return await GetVersionAsync(name, parts, asked.ToString());
        return parts.View.Flows.TryGetValue(name, out var flow) ? FlowResults.One(parts.Http, FlowResults.Current(parts, flow)) : FlowResults.NotFound(parts.Http);
    }

    public static async Task<IResult> ListVersionsAsync(string name, [AsParameters] FlowParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        if (!FlowDefinitionReader.IsName(name)) return FlowResults.NotFound(parts.Http);
        var total = await parts.Journal.CountRecordsAsync(parts.Organization.Value, FlowVersion.CollectionOf(name), parts.Aborted);
        if (total == 0) return FlowResults.NotFound(parts.Http);
        var kept = await FlowVersion.ListAsync(parts.Journal, parts.Organization.Value, name, page.Skip, page.Size, parts.Aborted);
        return FlowResults.Json(page.Of<FlowAnswer>(parts.Http.Request, [.. kept.Select(Kept)], total));
    }

    public static async Task<IResult> ValidateAsync([AsParameters] FlowParts parts)
    {
        var (json, refusal) = await YamlBody.ReadAsync(parts.Http, MaxBytes);
        if (json is null) return refusal!;
        using (json)
        {
            var flow = FlowDefinitionReader.Read(json.RootElement, "flow", out var errors);
            return FlowResults.Json(flow is null
                ? new FlowValidation(false, [.. errors.Select(FlowResults.Detail)], [])
                : new FlowValidation(true, [], FlowLints.Of(flow, parts.Streams)));
        }
    }

    private static async Task<IResult> GetVersionAsync(string name, FlowParts parts, string asked)
    {
        if (!int.TryParse(asked, System.Globalization.CultureInfo.InvariantCulture, out var version) || version < 1)
            return ApiResults.BadRequest(parts.Http, [new("parameter.range", "version", "version is a whole number from 1.")]);
        if (!FlowDefinitionReader.IsName(name)) return FlowResults.NotFound(parts.Http);
        return await FlowVersion.FindAsync(parts.Journal, parts.Organization.Value, name, version, parts.Aborted) is { } kept
            ? FlowResults.One(parts.Http, Kept(kept))
            : ApiResults.NotFound(parts.Http, "version of a flow");
    }

    private static FlowAnswer Kept(FlowVersion kept) => new(
        kept.Version, kept.DefinedAt, kept.Definition, $"{FlowResults.UriOf(kept.Definition.Name)}?version={kept.Version}", null, null);
}
