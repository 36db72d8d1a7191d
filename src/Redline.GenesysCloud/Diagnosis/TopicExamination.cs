using System.Text.Json;
using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.Diagnosis;

/// <summary>Looks up in the platform's own list whether the topics we need are there, by which way, and what they ask for.</summary>
internal sealed class TopicExamination(GenesysApi api)
{
    private const string Path = "api/v2/notifications/availabletopics?expand=transports&expand=requiresPermissions&expand=permissionDetails&expand=enforced";

    private static readonly (string Topic, FindingSeverity Missing)[] Needed =
    [
        ("v2.analytics.queues.{id}.activity", FindingSeverity.Error),
        ("v2.analytics.queues.{id}.observations", FindingSeverity.Error),
        ("v2.users.{id}.activity", FindingSeverity.Warning),
    ];

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(new(HttpMethod.Get, Path), cancellationToken);
        if (!answer.IsGood) return [new("topics", FindingSeverity.Warning, $"The list of topics cannot be read: {answer.Failure}")];
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var topics = json.RootElement.GetProperty("entities").EnumerateArray().ToArray();
            return [.. Needed.Select(n => Examine(n.Topic, n.Missing, topics))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [new("topics", FindingSeverity.Warning, "The list of topics cannot be read: it is not what was expected.")];
        }
    }

    private static Finding Examine(string topic, FindingSeverity missing, JsonElement[] topics)
    {
        var found = topics.FirstOrDefault(t => t.TryGetProperty("id", out var id) && string.Equals(id.GetString(), topic, StringComparison.OrdinalIgnoreCase));
        if (found.ValueKind != JsonValueKind.Object) return new("topics", missing, $"The platform has no topic {topic}.", "Update Redline: the platform has changed.");
        var transports = Texts(found, "transports");
        if (transports.Count > 0 && !transports.Any(t => t is "All" or "Websocket"))
            return new("topics", missing, $"{topic} does not come by WebSocket, only by {string.Join(", ", transports)}.", "Update Redline: the platform has changed.");
        if (found.TryGetProperty("requiresCurrentUser", out var own) && own.ValueKind == JsonValueKind.True)
            return new("topics", missing, $"{topic} is for a user's own eyes; an OAuth client has no user.", "Update Redline: the platform has changed.");
        var needs = Texts(found, "requiresPermissions");
        return new("topics", FindingSeverity.Ok, $"{topic} is there{(needs.Count > 0 ? $"; it asks for {string.Join(", ", needs)}" : "")}.");
    }

    private static List<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]
            : [];
}
