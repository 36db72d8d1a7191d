using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Redline.Server.Tests.OpenApi;

/// <summary>A request to an operation.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Make">Makes it.</param>
internal sealed record ContractCase(string Name, Func<HttpRequestMessage> Make);

/// <summary>Makes requests for an operation from what the document says of it.</summary>
internal sealed class ContractCases(ContractOperation operation, string id, string token)
{
    // Not %00: the web server itself refuses that before anything of ours sees it.
    private static readonly string[] HostileIds =
        ["nowhere", "%20", "..%2F..", "a%2Fb", "%C3%BC", "%F0%9F%98%80", "'\"--", "{id}", new('x', 300), "00000000-0000-0000-0000-000000000000"];

    private static readonly string[] HostileQueries =
        ["", "x", "-1", "0", "101", "99999999999999999999", "1.5", "%00", "%FF", "ACTIVE&{0}=DISABLED", "true", new('x', 3000)];

    private static readonly string[] HostileHeaders =
        ["", "x", "*", "\"1\"", "\"0\"", "W/\"1\"", "\"999999999999999999999\"", "\"1\", \"2\"", "\"", "ü", new('x', 3000)];

    /// <summary>What a caller should send.</summary>
    public HttpRequestMessage Valid() => Request(query: operation.Id == "explain" ? "queueId=contract&streamId=contract" : null);

    /// <summary>What a caller should not.</summary>
    public IEnumerable<ContractCase> Hostile(Random random)
    {
        foreach (var authorization in (string?[])[null, "", "Bearer", "Bearer garbage", "Basic eA==", "Bearer " + new string('x', 5000), "Bearer \u00fc"])
            yield return new($"authorization {authorization}", () => Request(authorization: authorization));
        if (operation.Parameters("path").Any())
            foreach (var other in HostileIds) yield return new($"id {other}", () => Request(pathId: other));
        foreach (var name in operation.Parameters("query").Append("nonsense"))
            foreach (var value in HostileQueries)
                yield return new($"{name}={value}", () => Request(query: $"{name}={value.Replace("{0}", name, StringComparison.Ordinal)}"));
        foreach (var name in operation.Parameters("header"))
            foreach (var value in HostileHeaders)
                yield return new($"{name}: {value}", () => Request(header: (name, value)));
        foreach (var type in (string?[])["application/json", "text/plain", null])
            yield return new($"a body as {type} nobody asked for", () => Request(body: "{\"x\":1}"u8.ToArray(), bodyType: type));
        if (operation.BodyType is null) yield break;
        foreach (var (name, bytes) in HostileBodies.Raw()) yield return new($"body {name}", () => Request(body: bytes));
        if (operation.BodyType.StartsWith("text/", StringComparison.Ordinal)) yield break; // a text has no parts to be changed
        foreach (var body in HostileBodies.Changed(operation.Example!, random))
            yield return new($"body {body[..Math.Min(body.Length, 300)]}", () => Request(body: Encode(body)));
    }

    private HttpRequestMessage Request(
        string? authorization = "own", string? pathId = null, string? query = null, (string Name, string Value)? header = null,
        byte[]? body = null, string? bodyType = "own")
    {
        var path = operation.Path.Replace("{id}", pathId ?? id, StringComparison.Ordinal).Replace("{name}", pathId ?? id, StringComparison.Ordinal) + (query is null ? "" : "?" + query);
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization == "own" ? "Bearer " + token : authorization);
        if (operation.Parameters("header").Contains("If-Match")) request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (header is var (name, value))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        body ??= operation.Example is { } example ? Encode(example) : null;
        if (body is null) return request;
        request.Content = new ByteArrayContent(body);
        var type = bodyType == "own" ? operation.BodyType : bodyType;
        if (type is not null) request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return request;
    }

    // The examples are JSON; a form is made of one that is a plain object, another text of one that is a text.
    private byte[] Encode(string body) => Encoding.UTF8.GetBytes(operation.BodyType switch
    {
        "application/json" => body,
        "application/x-www-form-urlencoded" => Form(body),
        _ => Text(body),
    });

    private static string Text(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonValue value && value.TryGetValue<string>(out var text) ? text : body;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            return body;
        }
    }

    private static string Form(string body)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject json)
                return string.Join('&', json.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value?.ToString() ?? "")}"));
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            // Sent as it is: a form that is none.
        }

        return body;
    }
}
