using System.Text.Json;
using Redline.Engine;

namespace Redline.GenesysCloud.People;

/// <summary>Reads what the platform says of a user: the event <c>v2.users.{id}.activity</c> and the answers of REST.</summary>
internal static class UserActivityReader
{
    /// <summary>The body of an event; null: it is none.</summary>
    public static UserActivity? ReadEvent(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("eventBody", out var body) || body.ValueKind != JsonValueKind.Object) return null;
            var id = Text(body, "id") ?? IdOf(Text(root, "topicName"));
            return id is null ? null : Read(id, body, QueuesOf(body));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The answers to <c>GET /api/v2/users/{id}</c> and <c>/queues</c>; null: they are none.</summary>
    public static UserActivity? ReadAnswers(string userId, ReadOnlyMemory<byte> user, ReadOnlyMemory<byte>? queues)
    {
        try
        {
            using var json = JsonDocument.Parse(user);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            return Read(userId, json.RootElement, queues is { } list ? JoinedOf(list) : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UserActivity Read(string id, JsonElement body, IReadOnlyList<string>? queues)
    {
        var routing = Section(body, "routingStatus");
        var presence = Section(Section(body, "presence"), "presenceDefinition");
        Instant? since = Text(routing, "startTime") is { } text && Instant.TryParse(text, out var at) ? at : null;
        var isOut = Section(body, "outOfOffice") is { ValueKind: JsonValueKind.Object } outOfOffice
            && outOfOffice.TryGetProperty("active", out var active) && active.ValueKind == JsonValueKind.True;
        return new(id, Word(Text(presence, "systemPresence")), Word(Text(routing, "status")), since, isOut, queues);
    }

    // Events say ON_QUEUE where REST says "On Queue".
    private static string? Word(string? text) => text?.Trim().Replace(' ', '_').ToUpperInvariant();

    private static string? IdOf(string? topic) => topic?.Split('.') is [_, _, var id, ..] ? id : null;

    private static List<string>? QueuesOf(JsonElement body) =>
        body.TryGetProperty("activeQueueIds", out var ids) && ids.ValueKind == JsonValueKind.Array
            ? [.. ids.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]
            : null;

    private static List<string>? JoinedOf(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("entities", out var entities)
            || entities.ValueKind != JsonValueKind.Array) return null;
        return
        [
            .. from entity in entities.EnumerateArray()
               where entity.ValueKind == JsonValueKind.Object && !(entity.TryGetProperty("joined", out var joined) && joined.ValueKind == JsonValueKind.False)
               let id = Text(entity, "id")
               where id is not null
               select id,
        ];
    }

    private static JsonElement Section(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
