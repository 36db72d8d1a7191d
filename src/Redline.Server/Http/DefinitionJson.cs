using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redline.Server.Http;

/// <summary>Answers that are a definition in its canonical spelling with what the server adds.</summary>
internal static class DefinitionJson
{
    // Relaxed, so that names and patterns read as they were written; what is answered is JSON and never part of a page.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definition with its version, where it is and when it was defined, behind its id or name.</summary>
    public static JsonObject Of(string definition, int version, string definedAt, string selfUri)
    {
        var json = JsonNode.Parse(definition)!.AsObject();
        json.Insert(1, "version", version);
        json.Insert(2, "selfUri", selfUri);
        json.Insert(3, "definedAt", definedAt);
        return json;
    }

    /// <summary>One definition, with its version as ETag.</summary>
    public static IResult One(HttpContext http, JsonObject json, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = VersionPrecondition.ETag(json["version"]!.GetValue<int>());
        return Results.Json(json, Options, statusCode: status);
    }

    /// <summary>A page of definitions.</summary>
    public static IResult Page(ApiPage<JsonObject> page) => Results.Json(page, Options);
}
