using Redline.Engine.Flows;
using Redline.Server.Http;
using Redline.Server.Identity.Audit;

namespace Redline.Server.Flows;

/// <summary>Changing flows. Every answer comes after the commit, which is waited for also when the caller is gone.</summary>
internal static class FlowWrites
{
    public static async Task<IResult> PutAsync(string name, [AsParameters] FlowParts parts)
    {
        var current = parts.View.Flows.GetValueOrDefault(name);
        var (expected, refusal) = current is null ? (0, null) : FlowResults.Precondition(parts.Http, current.Version, required: true);
        if (refusal is not null) return refusal;
        var (json, unread) = await YamlBody.ReadAsync(parts.Http, FlowReads.MaxBytes);
        if (json is null) return unread!;
        using (json)
        {
            var flow = FlowDefinitionReader.Read(json.RootElement, name, out var errors);
            var problems = errors.Select(FlowResults.Detail).ToList();
            if (flow is not null && flow.Name != name) problems.Add(new("flow.name.differs", "$.name", "`name` is not that of the path; leave it out."));
            if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
            var decision = await parts.Loop.DecideAsync(new DefineFlow(flow!, expected));

            // A definition that says the same is no new version.
            var stands = decision.Events.OfType<FlowDefined>().FirstOrDefault() is { } defined ? new DefinedFlow(defined.Definition, defined.Version, defined.At) : current!;
            if (stands != current) await parts.Http.AuditAsync(current is null ? "flow.created" : "flow.replaced", Target(name));
            if (current is null) parts.Http.Response.Headers.Location = FlowResults.UriOf(name);
            return FlowResults.One(parts.Http, FlowResults.Current(parts, stands), current is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }
    }

    public static async Task<IResult> DeleteAsync(string name, [AsParameters] FlowParts parts)
    {
        if (!parts.View.Flows.TryGetValue(name, out var current)) return FlowResults.NotFound(parts.Http);
        var (expected, refusal) = FlowResults.Precondition(parts.Http, current.Version, required: false);
        if (refusal is not null) return refusal;
        await parts.Loop.AskAsync(new DeleteFlow(name, expected));
        await parts.Http.AuditAsync("flow.deleted", Target(name));
        return Results.NoContent();
    }

    private static string Target(string name) => "flow:" + name;
}
