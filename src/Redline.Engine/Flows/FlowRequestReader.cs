using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Redline.Engine.Definitions;

namespace Redline.Engine.Flows;

/// <summary>Reads what a request node asks for.</summary>
internal sealed partial class FlowRequestReader(DefinitionErrors errors, FieldReader fields, FlowVariables variables)
{
    private const int MaxTimeoutSeconds = 120, MaxOverallSeconds = 3_600, MaxDelaySeconds = 300;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private readonly FlowFieldReader _values = new(errors, variables);

    public FlowRequest? Read(JsonElement json, string path)
    {
        var method = fields.Choice(json, path, "method", Methods, required: true);
        var url = _values.Template(json, path, "url", required: true);
        if (url is not null) CheckUrl(url, path + ".url");
        var secret = fields.Text(json, path, "signingSecret", FlowLimits.IdLength);
        if (secret is not null && !SecretName().IsMatch(secret)) errors.Add("flow.secret.name", path + ".signingSecret", "", "Give the name of a secret, not the secret: letters, digits, - and _.");
        var request = new FlowRequest(Methods[method ?? 0], url!)
        {
            Headers = _values.Fields(json, path, "headers", required: false, HeaderName().IsMatch),
            Body = ReadBody(json, path),
            SigningSecret = secret,
            TimeoutMilliseconds = Time(json, path, "timeoutSeconds", MaxTimeoutSeconds, 10_000),
            OverallTimeoutMilliseconds = Time(json, path, "overallTimeoutSeconds", MaxOverallSeconds, 120_000),
            Answer = ReadAnswer(json, path),
        };
        foreach (var header in request.Headers.Where(h => h.Template is { } t && NamesSecretOf(t)))
            errors.Add("flow.secret.template", $"{path}.headers.{header.Name}", "", "The name of a secret must be written out, not filled in.");
        return url is null || method is null ? null : ReadRetry(json, path, request);
    }

    // What decides where it goes must not come from a variable: whoever names a queue would choose the host.
    private void CheckUrl(FlowTemplate url, string path)
    {
        var beginning = url.Beginning;
        var isPath = beginning.StartsWith('/') && !beginning.StartsWith("//", StringComparison.Ordinal) && !beginning.Contains('\\', StringComparison.Ordinal);
        if (!isPath && !AbsoluteHost().IsMatch(beginning) && !(url.Names.Any() == false && AbsoluteWhole().IsMatch(beginning)))
            errors.Add("flow.url", path, url.Source, "Give an address that begins with https:// and the host written out, or a path from / for this server; variables may follow.");
    }

    private FlowRequest ReadRetry(JsonElement json, string path, FlowRequest request)
    {
        if (!json.TryGetProperty("retry", out var retry) || retry.ValueKind == JsonValueKind.Null) return request;
        if (retry.ValueKind != JsonValueKind.Object)
        {
            errors.Add("flow.retry", path + ".retry", retry, "`retry` is an object with attempts and delaySeconds.");
            return request;
        }

        foreach (var property in retry.EnumerateObject().Where(p => p.Name is not ("attempts" or "delaySeconds")))
            errors.Add("flow.property.unknown", $"{path}.retry.{property.Name}", property.Name, "Remove it; `retry` has attempts and delaySeconds.");
        return request with
        {
            Attempts = fields.Whole(retry, path + ".retry", "attempts", 1, FlowLimits.Attempts) ?? request.Attempts,
            DelayMilliseconds = Time(retry, path + ".retry", "delaySeconds", MaxDelaySeconds, request.DelayMilliseconds),
        };
    }

    private long Time(JsonElement json, string path, string name, int maxSeconds, long otherwise)
    {
        if (fields.Milliseconds(json, path, name, maxSeconds) is not { } time) return otherwise;
        if (time >= 100) return time;
        errors.Add("field.seconds", $"{path}.{name}", "", $"`{name}` is a number of seconds from 0.1 to {maxSeconds}.");
        return otherwise;
    }

    private string? ReadBody(JsonElement json, string path)
    {
        if (!json.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null) return null;
        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            errors.Add("flow.body", path + ".body", body, "`body` is a JSON object or list; its texts may hold variables.");
            return null;
        }

        CheckTexts(body, path + ".body");
        var text = JsonNode.Parse(body.GetRawText())!.ToJsonString(FlowBody.Options);
        if (text.Length > FlowLimits.BodyLength) errors.Add("flow.body.length", path + ".body", "", $"The body is longer than {FlowLimits.BodyLength} characters.");
        return text;
    }

    private void CheckTexts(JsonElement json, string path)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject()) CheckTexts(property.Value, $"{path}.{property.Name}");
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in json.EnumerateArray()) CheckTexts(item, $"{path}[{index++}]");
                break;
            case JsonValueKind.String:
                FlowTemplate.Read(json.GetString()!, path, variables, errors);
                break;
        }
    }

    private List<KeyValuePair<string, string>> ReadAnswer(JsonElement json, string path)
    {
        var answer = new List<KeyValuePair<string, string>>();
        if (!json.TryGetProperty("answer", out var map) || map.ValueKind == JsonValueKind.Null) return answer;
        if (map.ValueKind != JsonValueKind.Object || map.EnumerateObject().Count() > FlowLimits.Names)
        {
            errors.Add("flow.answer", path + ".answer", map, $"`answer` is an object of at most {FlowLimits.Names} names, each with where it stands: {{\"tier\":\"$.customer.tier\"}}.");
            return answer;
        }

        foreach (var property in map.EnumerateObject())
            if (FlowNodeReader.IsId(property.Name) && property.Value.ValueKind == JsonValueKind.String && AnswerPath().IsMatch(property.Value.GetString()!))
                answer.Add(new(property.Name, property.Value.GetString()!));
            else
                errors.Add("flow.answer.path", $"{path}.answer.{property.Name}", property.Value, "Give a name of letters and digits and a path such as $.customer.tier or $.items[0].");
        return answer;
    }

    private static bool NamesSecretOf(FlowTemplate value) => value.Names.Any() && SecretReference().IsMatch(value.Source);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(^| )secret:")]
    private static partial Regex SecretReference();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\z")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^https?://[^/?#\\@\s{}]+[/?]", RegexOptions.IgnoreCase)]
    private static partial Regex AbsoluteHost();

    [GeneratedRegex(@"^https?://[^/?#\\@\s{}]+\z", RegexOptions.IgnoreCase)]
    private static partial Regex AbsoluteWhole();

    [GeneratedRegex(@"^\$(\.[A-Za-z_][A-Za-z0-9_-]*|\['[^'\r\n]+'\]|\[[0-9]{1,6}\]){0,16}\z")]
    private static partial Regex AnswerPath();
}
