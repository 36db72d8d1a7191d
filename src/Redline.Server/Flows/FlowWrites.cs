using Redline.Engine.Flows;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>Changing flows. Every answer comes after the commit, which is waited for also when the caller is gone.</summary>
internal static class FlowWrites
{
    public static async Task<IResult> PutAsync(string name, [AsParameters] FlowParts parts)
    {
        var current = parts.View.Flows.GetValueOrDefault(name);
        var (expected, refusal) = current is null ? new(0, null) : DefinitionFrame.Flow.Precondition(parts, current.Version);
        if (refusal is not null) return refusal;
        var (json, unread) = await YamlBody.ReadAsync(parts.Http, FlowReads.MaxBytes);
        if (json is null) return unread!;
        using (json)
        {
            var flow = FlowDefinitionReader.Read(json.RootElement, name, out var errors);
            var problems = errors.Select(FlowResults.Detail).ToList();
            if (flow is not null && flow.Name != name) problems.Add(new("flow.name.differs", "$.name", "`name` is not that of the path; leave it out."));
            if (problems.Count == 0) problems.AddRange((await FlowWorkflows.LookAsync(flow!, parts)).Mistakes);
            if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
            var decision = await parts.Loop.DecideAsync(new DefineFlow(flow!, expected));

            // A definition that says the same is no new version.
            var stands = decision.Events.OfType<FlowDefined>().FirstOrDefault() is { } defined ? new DefinedFlow(defined.Definition, defined.Version, defined.At) : current!;
            if (stands != current) await DefinitionFrame.Flow.AuditAsync(parts, current is null ? "created" : "replaced", name);
            if (current is null) parts.Http.Response.Headers.Location = FlowResults.UriOf(name);
            return FlowResults.One(parts.Http, FlowResults.Current(parts, stands), current is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }
    }

    public static Task<IResult> DeleteAsync(string name, [AsParameters] FlowParts parts) => DefinitionFrame.Flow.DeleteAsync(
        parts, name, parts.View.Flows.GetValueOrDefault(name)?.Version, version => new DeleteFlow(name, version));
}
