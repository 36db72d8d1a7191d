using System.Text;
using System.Text.Json;

namespace Redline.Engine.Flows;

/// <summary>Spells a flow as canonical JSON: always in the same order. Reading it gives the same definition.</summary>
public static class FlowDefinitionWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical JSON text.</summary>
    public static string ToJson(FlowDefinition flow)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options)) Write(json, flow);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the canonical JSON as the next value of a writer.</summary>
    public static void Write(Utf8JsonWriter json, FlowDefinition flow)
    {
        json.WriteStartObject();
        WriteProperties(json, flow);
        json.WriteEndObject();
    }

    /// <summary>Writes every property into an object that is begun.</summary>
    public static void WriteProperties(Utf8JsonWriter json, FlowDefinition flow)
    {
        json.WriteString("name", flow.Name);
        if (flow.Description is { } description) json.WriteString("description", description);
        json.WriteString("trigger", "EXTERNAL");
        json.WriteNumber("cooldownSeconds", flow.CooldownMilliseconds / 1000m);
        json.WriteString("stormMode", flow.StormMode == StormMode.Each ? "EACH" : "INCIDENT");
        if (flow.Inputs.Count > 0) Write(json, "inputs", flow.Inputs);
        json.WriteStartArray("nodes");
        foreach (var node in flow.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WriteString("type", FlowWords.TypeOf(node));
            WriteNode(json, node);
            if (node.Next.Count > 0)
            {
                json.WriteStartObject("next");
                foreach (var outcome in FlowWords.OutcomesOf(node).Where(node.Next.ContainsKey)) json.WriteString(outcome, node.Next[outcome]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNode(Utf8JsonWriter json, FlowNode node)
    {
        switch (node)
        {
            case DecisionNode decision:
                json.WriteString("expression", decision.Expression.Text);
                break;
            case HttpRequestNode http:
                WriteRequest(json, http.Request);
                break;
            case NotifyNode notify:
                WriteNotify(json, notify);
                break;
            case WaitNode wait:
                json.WriteNumber("seconds", wait.Milliseconds / 1000m);
                string[] until = [.. wait.UntilAcknowledged ? [FlowWords.Acknowledged] : Array.Empty<string>(), .. wait.UntilResolved ? [FlowWords.Resolved] : Array.Empty<string>()];
                if (until.Length > 0) Write(json, "until", until);
                break;
            case PresenceNode presence:
                json.WriteString("person", presence.Person.Source);
                break;
            case SetDataNode set:
                Write(json, "data", set.Data);
                break;
            case ArchitectFlowNode architect:
                json.WriteString("flowId", architect.FlowId);
                if (architect.Input.Count > 0) Write(json, "input", architect.Input);
                break;
        }
    }

    private static void WriteRequest(Utf8JsonWriter json, FlowRequest request)
    {
        json.WriteString("method", request.Method);
        json.WriteString("url", request.Url.Source);
        if (request.Headers.Count > 0) Write(json, "headers", request.Headers);
        if (request.Body is { } body)
        {
            json.WritePropertyName("body");
            json.WriteRawValue(body);
        }

        if (request.SigningSecret is { } secret) json.WriteString("signingSecret", secret);
        json.WriteNumber("timeoutSeconds", request.TimeoutMilliseconds / 1000m);
        json.WriteNumber("overallTimeoutSeconds", request.OverallTimeoutMilliseconds / 1000m);
        json.WriteStartObject("retry");
        json.WriteNumber("attempts", request.Attempts);
        json.WriteNumber("delaySeconds", request.DelayMilliseconds / 1000m);
        json.WriteEndObject();
        if (request.Answer.Count == 0) return;
        json.WriteStartObject("answer");
        foreach (var (name, path) in request.Answer) json.WriteString(name, path);
        json.WriteEndObject();
    }

    private static void WriteNotify(Utf8JsonWriter json, NotifyNode notify)
    {
        if (notify.Audience is { } audience)
        {
            json.WriteStartObject("audience");
            WritePart(json, "people", audience.People);
            WritePart(json, "roles", audience.Roles);
            WritePart(json, "queues", audience.Queues);
            if (audience.Everyone) json.WriteBoolean("everyone", true);
            json.WriteEndObject();
        }

        json.WriteBoolean("renotify", notify.Renotify);
        if (notify.Title is { } title) json.WriteString("title", title.Source);
        if (notify.Text is { } text) json.WriteString("text", text.Source);
    }

    private static void WritePart(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0) Write(json, name, texts);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<FlowField> fields)
    {
        json.WriteStartObject(name);
        foreach (var field in fields)
            if (field.Number is { } number) json.WriteNumber(field.Name, number);
            else json.WriteString(field.Name, field.Template!.Source);
        json.WriteEndObject();
    }
}
