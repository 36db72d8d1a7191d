using Redline.Engine;
using Redline.Engine.Filters;
using Redline.Engine.Parameters;
using Redline.Server.Http;

namespace Redline.Server.Parameters;

/// <summary>
/// Changing parameters. Every answer comes after the commit, which is waited for also when the caller is gone: what was
/// asked is decided and has to be in the audit log.
/// </summary>
internal static class ParameterWrites
{
    /// <summary>The largest body: room for 20,000 queues and then some.</summary>
    public const int MaxBytes = 2 << 20;

    /// <summary>Makes the parameter where there is none; else replaces it.</summary>
    public static async Task<IResult> PutAsync(string id, [AsParameters] ParameterParts parts)
    {
        var current = parts.Find(id);
        var (expected, refused) = Precondition(parts, current);
        if (refused is not null) return refused;
        var (parameter, refusal) = await ReadAsync(parts.Http, id);
        return parameter is null ? refusal! : await DefineAsync(parts, current, parameter, expected);
    }

    /// <summary>Replaces the table and leaves the rest.</summary>
    public static async Task<IResult> PutTableAsync(string id, [AsParameters] ParameterParts parts)
    {
        if (parts.Find(id) is not { } current) return DefinitionFrame.Parameter.NotFound(parts);
        var (expected, refused) = Precondition(parts, current);
        if (refused is not null) return refused;
        var (bytes, refusal) = await TextBody.ReadAsync(parts.Http, ParameterTable.MediaType, ParameterTable.MaxBytes);
        if (bytes is null) return refusal!;
        var problems = new List<ApiErrorDetail>();
        if (ParameterTable.Read(bytes, problems) is not { } values) return ApiResults.BadRequest(parts.Http, problems);
        var was = current.Definition;
        if (values.Count == 0 && was.DefaultValue is null && !was.FromServiceLevelTarget)
            return ApiResults.BadRequest(parts.Http, [new("table.empty", null, "The parameter has no default: without a row it would have no value for any queue. Give it a default first, or delete it.")]);
        var parameter = new ParameterDefinition(was.Name, was.Description, was.DefaultValue, was.FromServiceLevelTarget, values);
        return await DefineAsync(parts, current, parameter, expected);
    }

    public static Task<IResult> DeleteAsync(string id, [AsParameters] ParameterParts parts) => DefinitionFrame.Parameter.DeleteAsync(
        parts, id, parts.Find(id)?.Version, version => new DeleteParameter(id, version));

    private static VersionPrecondition Precondition(ParameterParts parts, ParameterState? current)
    {
        if (current is not null) return DefinitionFrame.Parameter.Precondition(parts, current.Version);
        return parts.Http.Request.Headers.IfMatch.Count == 0 ? new(0, null) : new(null, DefinitionFrame.Parameter.NotFound(parts));
    }

    private static async Task<IResult> DefineAsync(ParameterParts parts, ParameterState? current, ParameterDefinition parameter, int? expected)
    {
        await parts.Loop.AskAsync(new DefineParameter(parameter, expected));

        // A definition that says the same is no new version.
        var same = current is not null && ParameterWriter.ToJson(current.Definition) == ParameterWriter.ToJson(parameter);
        if (!same) await DefinitionFrame.Parameter.AuditAsync(parts, current is null ? "created" : "replaced", parameter.Name);
        var version = (current?.Version ?? 0) + (same ? 0 : 1);
        if (current is null) parts.Http.Response.Headers.Location = ParameterAnswers.UriOf(parameter.Name);

        // What was asked, at the version it got: meanwhile somebody else may have changed it again.
        var state = new ParameterState(parameter, version, parts.Find(parameter.Name)?.DefinedAt ?? Instant.Beginning);
        return DefinitionJson.One(parts.Http, ParameterAnswers.Current(parts, state), current is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async ValueTask<(ParameterDefinition? Parameter, IResult? Refusal)> ReadAsync(HttpContext http, string name)
    {
        var (json, refusal) = await JsonBody.ReadAsync(http, MaxBytes);
        if (json is null) return (null, refusal);
        using (json)
        {
            var parameter = ParameterReader.Read(json.RootElement, out var errors, name: name, mayBeAnswer: true);
            var problems = errors.Select(e => new ApiErrorDetail(e.Code, e.Path, e.Message)).ToList();
            if (!FilterNames.IsParameterName(name))
                problems.Insert(0, new("parameter.name", "id", "The name in the path has 1 to 64 letters, digits and `_`, the first a letter, and is no word of the text form."));
            else if (parameter is not null && parameter.Name != name)
                problems.Add(new("parameter.name.assigned", "$.name", "`name` is not that of the path; leave it out. Streams name a parameter, so it stays."));
            return problems.Count == 0 ? (parameter, null) : (null, ApiResults.BadRequest(http, problems));
        }
    }
}
