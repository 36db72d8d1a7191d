using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Redline.Server.Http;

namespace Redline.Server.OpenApi;

/// <summary>The shape of a body, written once and named in the document. Immutable.</summary>
internal sealed class ApiSchema
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    // Made when somebody asks for the document: a server that starts has better things to do.
    private readonly Lazy<JsonNode> _json;

    private ApiSchema(string name, Func<JsonNode> json, IReadOnlyList<ApiSchema> uses) => (Name, _json, Uses) = (name, new(json), uses);

    /// <summary>The body of every refusal.</summary>
    public static ApiSchema Error { get; } = Of<ApiError>("Error");

    /// <summary>What it is called in the document.</summary>
    public string Name { get; }

    /// <summary>The schemas it refers to.</summary>
    public IReadOnlyList<ApiSchema> Uses { get; }

    /// <summary>How others refer to it.</summary>
    public string Reference => "#/components/schemas/" + Name;

    /// <summary>A schema as it is written here, in JSON Schema.</summary>
    /// <param name="name">What it is called in the document.</param>
    /// <param name="json">The schema; it refers to others by <c>{"$ref":"#/components/schemas/Name"}</c>.</param>
    /// <param name="uses">Those others, itself left out.</param>
    public static ApiSchema Written(string name, string json, params IReadOnlyList<ApiSchema> uses) => new(name, () => JsonNode.Parse(json)!, uses);

    /// <summary>The schema of a record as it is answered: every property is there, unless it is left out when null.</summary>
    public static ApiSchema Of<T>(string name) => new(name, () => Strict.GetJsonSchemaAsNode(typeof(T), new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Complete,
    }), []);

    /// <summary>A page of something.</summary>
    public static ApiSchema PageOf(ApiSchema entity) => Written(
        entity.Name + "Page", $$$$"""
        {"type":"object","required":["entities","pageSize","pageNumber","total","nextUri"],"properties":{
         "entities":{"type":"array","items":{"$ref":"{{{{entity.Reference}}}}"}},
         "pageSize":{"type":"integer"},"pageNumber":{"type":"integer"},"total":{"type":"integer"},"nextUri":{"type":["string","null"]}}}
        """, entity);

    /// <summary>The schema, for whoever puts it into a document.</summary>
    public JsonNode ToJson() => _json.Value.DeepClone();

    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Kind != JsonTypeInfoKind.Object || schema is not JsonObject json || json["properties"] is null) return schema;
        json["required"] = new JsonArray([.. context.TypeInfo.Properties.Where(p => !IsLeftOut(p)).Select(p => JsonValue.Create(p.Name))]);
        return json;
    }

    private static bool IsLeftOut(JsonPropertyInfo property) => property.AttributeProvider?
        .GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
}
