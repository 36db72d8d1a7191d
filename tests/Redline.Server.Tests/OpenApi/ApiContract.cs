using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redline.Server.Tests.OpenApi;

/// <summary>One operation of the document.</summary>
internal sealed record ContractOperation(string Method, string Path, JsonObject Json)
{
    public string Id => Json["operationId"]!.GetValue<string>();

    public string? BodyType => Json["requestBody"]?["content"]?.AsObject().First().Key;

    public JsonNode? BodySchema => Json["requestBody"]?["content"]?.AsObject().First().Value!["schema"];

    public string? Example => Json["requestBody"]?["content"]?.AsObject().First().Value!["example"]!.ToJsonString();

    public bool NeedsToken => Json["security"]!.AsArray().Count > 0;

    public string? Permission => Json["x-permission"]?.GetValue<string>();

    public IEnumerable<string> Parameters(string place) =>
        (Json["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.GetValue<string>() == place).Select(p => p!["name"]!.GetValue<string>());

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>What the document promises, and whether an answer keeps it.</summary>
internal sealed class ApiContract
{
    private readonly JsonObject _schemas;

    public ApiContract(string document)
    {
        var json = JsonNode.Parse(document, documentOptions: new JsonDocumentOptions { MaxDepth = 256 })!;
        _schemas = json["components"]!["schemas"]!.AsObject();
        Operations =
        [
            .. json["paths"]!.AsObject().SelectMany(
                p => p.Value!.AsObject(), (p, o) => new ContractOperation(o.Key.ToUpperInvariant(), p.Key, o.Value!.AsObject())),
        ];
    }

    public IReadOnlyList<ContractOperation> Operations { get; }

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    public async Task<string?> ProblemAsync(ContractOperation operation, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var text = await answer.Content.ReadAsStringAsync();
        if (status == (int)HttpStatusCode.InternalServerError) return "500";
        if (operation.Json["responses"]![$"{status}"] is not JsonObject declared) return $"{status} is not declared: {text}";
        if (!answer.Headers.Contains("Redline-Correlation-Id")) return $"{status} has no correlation id";
        var mediaType = answer.Content.Headers.ContentType?.MediaType;
        if (mediaType is not (null or "application/json") && declared["content"]?[mediaType] is not null) return null;
        if (declared["content"]?["application/json"]?["schema"] is not { } schema) return text.Length == 0 ? null : $"{status} has a body: {text}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/json") return $"{status} is {answer.Content.Headers.ContentType}";
        try
        {
            using var body = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
            var problem = Mismatch(body.RootElement, schema, "$");
            return problem is null ? null : $"{status} {problem}: {text[..Math.Min(text.Length, 300)]}";
        }
        catch (JsonException e)
        {
            return $"{status} is not JSON: {e.Message}";
        }
    }

    /// <summary>Where a value is not what a schema says; null: nowhere. What a schema does not name may not be there.</summary>
    public string? Mismatch(JsonElement value, JsonNode schema, string path)
    {
        if (schema["$ref"] is { } reference) return Mismatch(value, _schemas[reference.GetValue<string>().Split('/')[^1]]!, path);
        if (schema["type"] is { } type && !IsOneOf(value, type)) return $"{path} is not {type.ToJsonString()}";
        if (schema["enum"] is JsonArray words && !words.Any(w => (w is null ? "null" : w.ToJsonString()) == value.GetRawText()))
            return $"{path} is none of {words.ToJsonString()}";
        return value.ValueKind switch
        {
            JsonValueKind.Object => ObjectMismatch(value, schema, path),
            JsonValueKind.Array when schema["items"] is { } items =>
                value.EnumerateArray().Select((v, i) => Mismatch(v, items, $"{path}[{i}]")).FirstOrDefault(m => m is not null),
            _ => null,
        };
    }

    private string? ObjectMismatch(JsonElement value, JsonNode schema, string path)
    {
        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!value.TryGetProperty(name!.GetValue<string>(), out _)) return $"{path}.{name} is missing";
        if (schema["properties"] is not JsonObject properties && schema["additionalProperties"] is null) return null;
        foreach (var property in value.EnumerateObject())
        {
            var own = (schema["properties"] as JsonObject)?[property.Name];
            var other = schema["additionalProperties"];
            var mayBeThere = own is not null || other is JsonObject || other?.GetValueKind() == JsonValueKind.True;
            if (!mayBeThere) return $"{path}.{property.Name} is not declared";
            if ((own ?? other) is JsonObject inner && Mismatch(property.Value, inner, $"{path}.{property.Name}") is { } mismatch) return mismatch;
        }

        return null;
    }

    private static bool IsOneOf(JsonElement value, JsonNode type) =>
        type is JsonArray many ? many.Any(t => Is(value, t!.GetValue<string>())) : Is(value, type.GetValue<string>());

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
