using System.Globalization;
using System.Text.Json.Nodes;
using Redline.Server.Http;
using Redline.Server.Idempotency;

namespace Redline.Server.OpenApi;

/// <summary>One operation of the document: what its endpoint declares, and what follows from that. One thread.</summary>
internal sealed class ApiOperation
{
    private static readonly string[] PageParameters = ["pageSize", "pageNumber"];

    private readonly RouteEndpoint _endpoint;
    private readonly ApiDescription _description;
    private readonly EndpointPermission _permission;
    private readonly SortedDictionary<int, SortedSet<string>> _refusals = [];
    private readonly HashSet<ApiSchema> _schemas = [];

    public ApiOperation(RouteEndpoint endpoint, ApiDescription description, string method)
    {
        (_endpoint, _description, Method) = (endpoint, description, method);
        _permission = endpoint.Metadata.GetMetadata<EndpointPermission>() ?? new(null, "");
        Path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        AddRefusals();
    }

    /// <summary>GET, POST and so on.</summary>
    public string Method { get; }

    /// <summary>The path with its parameters in braces.</summary>
    public string Path { get; }

    /// <summary>Under which heading.</summary>
    public string Tag => _description.Tag;

    /// <summary>The schemas it names; complete after <see cref="ToJson"/>.</summary>
    public IEnumerable<ApiSchema> Schemas => _schemas;

    private bool IsRepeatable => Method == "POST" && _permission.NeedsToken && Path.StartsWith("/api/v2/", StringComparison.Ordinal);

    private bool IsPaged => _description.Parts.Any(p => p is ApiPaged);

    private ApiBody? Body => _description.Parts.OfType<ApiBody>().FirstOrDefault();

    /// <summary>The operation as the document has it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["operationId"] = _description.Id,
            ["tags"] = new JsonArray(Tag),
            ["summary"] = _description.Summary,
            ["description"] = Needs(),
        };
        if (_permission.Permission is { } permission) json["x-permission"] = permission;
        json["security"] = _permission.NeedsToken ? new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }) : new JsonArray();
        var parameters = new JsonArray([.. Parameters().Select(ParameterJson)]);
        if (parameters.Count > 0) json["parameters"] = parameters;
        if (Body is { } body) json["requestBody"] = BodyJson(body);
        json["responses"] = Responses();
        return json;
    }

    private string Needs() => _permission switch
    {
        { Permission: { } permission } => $"Needs the permission `{permission}`.",
        { NeedsToken: true, Why: { } why } => $"Needs a valid token: {why}.",
        { Why: var why } => $"Needs no token: {why}.",
    };

    private IEnumerable<ApiParameter> Parameters()
    {
        var declared = _description.Parts.OfType<ApiParameter>().ToList();
        foreach (var part in _endpoint.RoutePattern.Parameters)
            if (!declared.Any(d => d.In == "path" && d.Name == part.Name))
                yield return (ApiParameter)Api.InPath(part.Name, "Its id.");
        foreach (var parameter in declared) yield return parameter;
        if (IsPaged)
        {
            foreach (var name in PageParameters)
                yield return (ApiParameter)Api.Query(name, name == "pageSize" ? "How many a page has." : "Which page, from 1.", Bounds(name));
        }

        if (IsRepeatable)
            yield return (ApiParameter)Api.Header(IdempotentRequests.Header, "New for each request that is not a repeat: 1 to 200 visible ASCII characters.");
    }

    private static string Bounds(string name) => name == "pageSize"
        ? $$"""{"type":"integer","minimum":1,"maximum":{{PageRequest.MaxSize}},"default":25}"""
        : """{"type":"integer","minimum":1,"maximum":100000,"default":1}""";

    private static JsonNode ParameterJson(ApiParameter parameter) => new JsonObject
    {
        ["name"] = parameter.Name,
        ["in"] = parameter.In,
        ["description"] = parameter.Description,
        ["required"] = parameter.Required,
        ["schema"] = parameter.Schema.DeepClone(),
    };

    private JsonObject BodyJson(ApiBody body) => new()
    {
        ["required"] = true,
        ["content"] = new JsonObject
        {
            [body.MediaType] = new JsonObject { ["schema"] = Reference(body.Schema), ["example"] = JsonNode.Parse(body.Example) },
        },
    };

    private void AddRefusals()
    {
        if (_permission.NeedsToken) Add(401, "authentication.required", "bad.credentials");
        if (_permission.Permission is not null) Add(403, "missing.permissions");
        if (_permission.NeedsToken) Add(429, "too.many.requests");
        if (IsPaged || _description.Parts.Any(p => p is ApiParameter { In: "query" })) Add(400, "bad.request");
        if (Body is { MediaType: "application/json" })
        {
            Add(400, "bad.request", "body.json", "body.text");
            Add(413, "body.too.large");
            Add(415, "body.type");
        }

        if (IsRepeatable)
        {
            Add(400, "bad.request");
            Add(409, "idempotency.in.progress", "idempotency.answer.not.kept");
            Add(413, "body.unreadable");
            Add(422, "idempotency.key.reused");
            Add(503, "storage.unavailable");
        }

        if (_endpoint.Metadata.GetMetadata<SecretAnswer>() is not null) Add(409, "idempotency.secret.not.repeated");
        if (_endpoint.Metadata.GetMetadata<StorageRefusal>() is not null) Add(503, "storage.unavailable");
        foreach (var refusal in _description.Parts.OfType<ApiRefusal>()) Add(refusal.Status, [.. refusal.Codes]);

        void Add(int status, params string[] codes)
        {
            if (!_refusals.TryGetValue(status, out var all)) _refusals.Add(status, all = new(StringComparer.Ordinal));
            all.UnionWith(codes);
        }
    }

    private JsonObject Responses()
    {
        var answers = _description.Parts.OfType<ApiAnswer>().ToDictionary(a => a.Status);
        var json = new JsonObject();
        foreach (var status in answers.Keys.Concat(_refusals.Keys).Distinct().Order())
        {
            var answer = answers.GetValueOrDefault(status)
                ?? new(status, string.Join(", ", _refusals[status].Select(c => $"`{c}`")), ApiSchema.Error, status is 429 ? ["Retry-After"] : []);
            json[status.ToString(CultureInfo.InvariantCulture)] = AnswerJson(answer);
        }

        return json;
    }

    private JsonObject AnswerJson(ApiAnswer answer)
    {
        var json = new JsonObject { ["description"] = answer.Description };
        if (answer.Headers.Count > 0)
        {
            json["headers"] = new JsonObject(answer.Headers.Select(h => KeyValuePair.Create<string, JsonNode?>(
                h, new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } })));
        }

        if (answer.MediaType is { } other)
            json["content"] = new JsonObject { [other] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } };
        if (answer.Schema is { } schema)
            json["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(schema) } };
        return json;
    }

    private JsonObject Reference(ApiSchema schema)
    {
        _schemas.Add(schema);
        return new() { ["$ref"] = schema.Reference };
    }
}
