using System.Text.Json.Nodes;

namespace Redline.Server.OpenApi;

/// <summary>What the document says of an endpoint, as its metadata. Permission, token, and what all endpoints refuse alike are not repeated here.</summary>
/// <param name="Tag">Under which heading.</param>
/// <param name="Id">Its name in generated clients: <c>createStream</c>.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Parts">Parameters, body and answers.</param>
internal sealed record ApiDescription(string Tag, string Id, string Summary, IReadOnlyList<ApiPart> Parts);

/// <summary>Part of the description of an endpoint.</summary>
internal abstract record ApiPart;

/// <summary>A parameter in path, query or header.</summary>
internal sealed record ApiParameter(string In, string Name, string Description, JsonObject Schema, bool Required) : ApiPart;

/// <summary>The body that is sent, with an example that works as it stands.</summary>
internal sealed record ApiBody(ApiSchema Schema, string MediaType, string Example) : ApiPart;

/// <summary>An answer.</summary>
internal sealed record ApiAnswer(int Status, string Description, ApiSchema? Schema, IReadOnlyList<string> Headers) : ApiPart
{
    /// <summary>What the body is when it is no JSON; null: it is, or there is none.</summary>
    public string? MediaType { get; init; }
}

/// <summary>A refusal in the shape of all refusals, with its codes.</summary>
internal sealed record ApiRefusal(int Status, IReadOnlyList<string> Codes) : ApiPart;

/// <summary>That the answer is a page.</summary>
internal sealed record ApiPaged : ApiPart;

/// <summary>Marks an endpoint that gives out a page for people or a file of one, which the document leaves out.</summary>
internal sealed record ApiHidden;
