using System.Text.Json.Nodes;

namespace Redline.Server.OpenApi;

/// <summary>The words endpoints are described with, beside the call that maps them.</summary>
internal static class Api
{
    /// <summary>The answer is a page: <c>pageSize</c> and <c>pageNumber</c> are taken.</summary>
    public static ApiPart Paged { get; } = new ApiPaged();

    /// <summary>Describes an endpoint.</summary>
    /// <param name="builder">The endpoint.</param>
    /// <param name="tag">Under which heading.</param>
    /// <param name="id">Its name in generated clients: <c>createStream</c>.</param>
    /// <param name="summary">What it does, in one sentence.</param>
    /// <param name="parts">Parameters, body and answers; those that follow from permission, body and method are added.</param>
    public static TBuilder Describes<TBuilder>(this TBuilder builder, string tag, string id, string summary, params IReadOnlyList<ApiPart> parts)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ApiDescription(tag, id, summary, parts));

    /// <summary>Leaves an endpoint out: it is a page for people, or a file of one.</summary>
    public static TBuilder IsPage<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ApiHidden());

    /// <summary>A query parameter that may be left out.</summary>
    public static ApiPart Query(string name, string description, string schema = """{"type":"string"}""") =>
        new ApiParameter("query", name, description, Parse(schema), Required: false);

    /// <summary>A header.</summary>
    public static ApiPart Header(string name, string description, bool required = false) =>
        new ApiParameter("header", name, description, Parse("""{"type":"string"}"""), required);

    /// <summary>A parameter of the path; one that is not described is a text.</summary>
    public static ApiPart InPath(string name, string description) => new ApiParameter("path", name, description, Parse("""{"type":"string"}"""), Required: true);

    /// <summary>The JSON body, with an example that works as it stands.</summary>
    public static ApiPart Takes(ApiSchema schema, string example) => new ApiBody(schema, "application/json", example);

    /// <summary>The body as text of a media type, with an example of it.</summary>
    public static ApiPart TakesText(ApiSchema schema, string mediaType, string example) =>
        new ApiBody(schema, mediaType, System.Text.Json.JsonSerializer.Serialize(example));

    /// <summary>The body as a form, with an example written as JSON.</summary>
    public static ApiPart TakesForm(ApiSchema schema, string example) => new ApiBody(schema, "application/x-www-form-urlencoded", example);

    /// <summary>An answer, with the headers that matter.</summary>
    public static ApiPart Answers(int status, string description, ApiSchema? schema = null, params IReadOnlyList<string> headers) =>
        new ApiAnswer(status, description, schema, headers);

    /// <summary>An answer of another kind than JSON, as text of a media type.</summary>
    public static ApiPart AnswersText(int status, string description, string mediaType) =>
        new ApiAnswer(status, description, null, []) { MediaType = mediaType };

    /// <summary>A refusal, with its codes.</summary>
    public static ApiPart Refuses(int status, params IReadOnlyList<string> codes) => new ApiRefusal(status, codes);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
