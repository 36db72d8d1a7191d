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
            return parts.Find(id) is { } parameter ? DefinitionJson.One(parts.Http, ParameterAnswers.Current(parts, parameter)) : ParameterAnswers.NotFound(parts);
        if (!int.TryParse(asked.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var version) || version < 1)
            return ApiResults.BadRequest(parts.Http, [new("parameter.range", "version", "version is a whole number from 1.")]);
        if (!FilterNames.IsParameterName(id)) return ParameterAnswers.NotFound(parts);
        return await ReferenceVersion.FindAsync(parts.Journal, parts.Organization.Value, ReferenceVersion.OfParameter(id), version, parts.Aborted) is { } kept
            ? DefinitionJson.One(parts.Http, ParameterAnswers.Kept(id, kept))
            : ApiResults.NotFound(parts.Http, "version of a parameter");
    }

    public static IResult GetTable(string id, [AsParameters] ParameterParts parts)
    {
        var all = parts.Http.Request.Query["all"].ToString();
        if (all is not ("" or "true" or "false"))
            return ApiResults.BadRequest(parts.Http, [new("parameter.choice", "all", "all is true or false.")]);
        if (parts.Find(id) is not { } parameter) return ParameterAnswers.NotFound(parts);
        parts.Http.Response.Headers.ETag = VersionPrecondition.ETag(parameter.Version);
        return Results.Text(ParameterTable.Write(parameter.Definition, parts.View.Queues, all == "true"), ParameterTable.MediaType + "; charset=utf-8");
    }
}
