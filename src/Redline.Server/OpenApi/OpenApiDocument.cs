using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Server.Http;

namespace Redline.Server.OpenApi;

/// <summary>
/// The OpenAPI document, made of what the endpoints declare: their permission, their description, and what follows from
/// both. Bodies are read by hand, so that all mistakes are told at once, and a generator that looks at the handlers' types
/// would see nothing. Any thread.
/// </summary>
internal sealed class OpenApiDocument(EndpointDataSource endpoints)
{
    public const string Path = "/api/v2/openapi.json";

    private static readonly string[] Described = ["/api/", "/oauth/", "/health/"];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    private readonly Lazy<string> _text = new(() => Of(endpoints.Endpoints.OfType<RouteEndpoint>()).ToJsonString(Readable) + "\n");

    /// <summary>The document; the same for as long as the server runs.</summary>
    public string Text => _text.Value;

    /// <summary>Endpoints that should be in the document and are not described.</summary>
    public static IEnumerable<string> Undescribed(IEnumerable<Endpoint> endpoints) => endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ApiDescription>() is null && e.Metadata.GetMetadata<ApiHidden>() is null)
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
        .Where(p => Described.Any(d => p.StartsWith(d, StringComparison.Ordinal)));

    private static JsonObject Of(IEnumerable<RouteEndpoint> endpoints)
    {
        var operations = endpoints
            .Where(e => e.Metadata.GetMetadata<ApiDescription>() is not null)
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods, (e, m) => new ApiOperation(e, e.Metadata.GetMetadata<ApiDescription>()!, m))
            .OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => o.Method, StringComparer.Ordinal)
            .ToArray();
        var paths = new JsonObject();
        foreach (var group in operations.GroupBy(o => o.Path))
            paths[group.Key] = new JsonObject(group.Select(o => KeyValuePair.Create<string, JsonNode?>(o.Method.ToLowerInvariant(), o.ToJson())));
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = Info(),
            ["tags"] = new JsonArray([.. operations.Select(o => o.Tag).Distinct().Order(StringComparer.Ordinal).Select(t => new JsonObject { ["name"] = t })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
                ["schemas"] = Schemas(operations.SelectMany(o => o.Schemas).Append(ApiSchema.Error)),
            },
        };
    }

    private static JsonObject Info() => new()
    {
        ["title"] = "Redline",
        ["version"] = "2",
        ["description"] = "Tells people of a contact centre when a queue crosses its red line. Every answer carries "
            + $"`{CorrelationIds.Header}`, which is `contextId` in refusals; a request that names a host this server does not answer to gets 421 `host.refused`, and what is not HTTP 400 without a body.",
        ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
    };

    private static JsonObject Schemas(IEnumerable<ApiSchema> named)
    {
        var all = new SortedDictionary<string, ApiSchema>(StringComparer.Ordinal);
        var open = new Stack<ApiSchema>(named);
        while (open.TryPop(out var schema))
        {
            if (!all.TryAdd(schema.Name, schema))
            {
                if (all[schema.Name] != schema) throw new InvalidOperationException($"Two schemas are called {schema.Name}.");
                continue;
            }

            foreach (var used in schema.Uses) open.Push(used);
        }

        return new(all.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Key, s.Value.ToJson())));
    }
}
