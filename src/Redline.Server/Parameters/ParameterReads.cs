using System.Text.Json.Nodes;
using Redline.Delivery.References;
using Redline.Engine.Filters;
using Redline.Server.Http;

namespace Redline.Server.Parameters;

/// <summary>Reading parameters, their versions and their tables.</summary>
internal static class ParameterReads
{
    public static IResult List([AsParameters] ParameterParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var all = parts.View.References.Parameters;
        return DefinitionJson.Page(page.Of<JsonObject>(
            parts.Http.Request, [.. all.Values.Skip(page.Skip).Take(page.Size).Select(p => ParameterAnswers.Listed(parts, p))], all.Count));
    }

    public static async Task<IResult> GetAsync(string id, [AsParameters] ParameterParts parts)
    {
        if (!parts.Http.Request.Query.TryGetValue("version", out var asked))
            return parts.Find(id) is { } parameter ? DefinitionJson.One(parts.Http, ParameterAnswers.Current(parts, parameter)) : DefinitionFrame.Parameter.NotFound(parts);
        return await DefinitionFrame.Parameter.VersionAsync(
            parts, asked.ToString(), FilterNames.IsParameterName(id), version => ReferenceVersion.FindAsync(parts.Journal, parts.Organization.Value, ReferenceVersion.OfParameter(id), version, parts.Aborted),
            kept => DefinitionJson.One(parts.Http, ParameterAnswers.Kept(id, kept)));
    }

    public static IResult GetTable(string id, [AsParameters] ParameterParts parts)
    {
        var all = parts.Http.Request.Query["all"].ToString();
        if (all is not ("" or "true" or "false"))
            return ApiResults.BadRequest(parts.Http, [new("parameter.choice", "all", "all is true or false.")]);
        if (parts.Find(id) is not { } parameter) return DefinitionFrame.Parameter.NotFound(parts);
        parts.Http.Response.Headers.ETag = VersionPrecondition.ETag(parameter.Version);
        return Results.Text(ParameterTable.Write(parameter.Definition, parts.View.Queues, all == "true"), ParameterTable.MediaType + "; charset=utf-8");
    }
}
