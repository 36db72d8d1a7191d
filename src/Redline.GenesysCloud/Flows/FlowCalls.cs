using System.Text.Json;
using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.Flows;

/// <summary>A flow of the platform.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsWorkflow">Whether it is a workflow: only those can be launched.</param>
public sealed record PlatformFlow(string Id, string Name, bool IsWorkflow);

/// <summary>Launches workflows of the platform, and asks what a flow is. Any thread.</summary>
internal sealed class FlowCalls(GenesysApi api)
{
    private const int MaxId = 100;

    /// <summary>Launches a workflow; it runs on the platform by itself. The answer is the platform's.</summary>
    public Task<ApiAnswer> LaunchAsync(string flowId, string name, ReadOnlyMemory<byte> inputData, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("flowId", flowId);
            json.WriteString("name", name);
            json.WritePropertyName("inputData");
            json.WriteRawValue(inputData.Span);
            json.WriteEndObject();
        }

        // The platform knows no key under which a second launch would be none: one that may have come through is not sent again.
        return api.SendAsync(new(HttpMethod.Post, "api/v2/flows/executions", body.ToArray(), IsRepeatable: false), cancellationToken);
    }

    /// <summary>What a flow is, or why that cannot be said.</summary>
    public async Task<(PlatformFlow? Flow, ApiFailure? Failure)> FindAsync(string flowId, CancellationToken cancellationToken)
    {
        if (flowId.Length is 0 or > MaxId) return (null, new(ApiFailureKind.NotFound, 404, "not.found", "There is no such flow."));
        var answer = await api.SendAsync(new(HttpMethod.Get, $"api/v2/flows/{Uri.EscapeDataString(flowId)}", Urgency: Urgency.Low), cancellationToken);
        if (!answer.IsGood) return (null, answer.Failure);
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var (id, name, type) = (TextOf(json, "id"), TextOf(json, "name"), TextOf(json, "type"));
            if (id is not null && type is not null) return (new(id, name ?? id, type.Equals("WORKFLOW", StringComparison.OrdinalIgnoreCase)), null);
        }
        catch (JsonException)
        {
            // Told below.
        }

        return (null, new(ApiFailureKind.Unreachable, 200, "flow.unreadable", "The answer about the flow cannot be read."));
    }

    private static string? TextOf(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
