using System.Text.Json;
using Redline.Engine;
using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.Channels;

/// <summary>Makes channels and says what they carry. Any thread.</summary>
internal sealed class ChannelCalls(GenesysApi api, GenesysConnectorOptions options, GenesysClocks clocks)
{
    private const string Path = "api/v2/notifications/channels";

    /// <summary>The token that a channel made now belongs to.</summary>
    public long TokenVersion => api.Tokens.Version;

    /// <summary>Makes a channel.</summary>
    public async Task<(NotificationChannel? Channel, ApiFailure? Failure)> CreateAsync(CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(new(HttpMethod.Post, Path, Urgency: Urgency.High), cancellationToken);
        if (!answer.IsGood) return (null, answer.Failure);
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var root = json.RootElement;
            var (id, address) = (root.GetProperty("id").GetString(), root.GetProperty("connectUri").GetString());
            if (id is { Length: > 0 } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "ws" or "wss")
                return (new(id, uri, clocks.Now, ReplaceAt(root), TokenVersion), null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Told below, without what was sent: it may hold the address.
        }

        return (null, new(ApiFailureKind.Unreachable, 200, "channel.unreadable", "The answer holds no channel."));
    }

    /// <summary>Makes topics those of a channel. Each that is refused comes with the reason; the others are subscribed.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Rejected, ApiFailure? Failure)> SubscribeAsync(
        NotificationChannel channel, IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        // Without ignoreErrors one topic that is refused would refuse them all.
        var path = $"{Path}/{Uri.EscapeDataString(channel.Id)}/subscriptions?ignoreErrors=true";
        var body = JsonSerializer.SerializeToUtf8Bytes(topics.Select(t => new { id = t }));
        var answer = await api.SendAsync(new(HttpMethod.Put, path, body, Urgency.High), cancellationToken);
        var rejected = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!answer.IsGood) return (rejected, answer.Failure);
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            foreach (var entity in json.RootElement.GetProperty("entities").EnumerateArray())
            {
                if (!entity.TryGetProperty("state", out var state) || state.GetString() != "Rejected") continue;
                rejected[entity.GetProperty("id").GetString() ?? ""] = ReasonOf(entity);
            }

            return (rejected, null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (rejected, new(ApiFailureKind.Unreachable, 200, "topics.unreadable", "The answer to the subscription cannot be read."));
        }
    }

    /// <summary>Whether a channel can still be used; while the platform does not say that it is gone, it is not.</summary>
    public async Task<bool> IsAliveAsync(NotificationChannel channel, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(new(HttpMethod.Head, $"{Path}/{Uri.EscapeDataString(channel.Id)}", Urgency: Urgency.High), cancellationToken);
        return answer.Failure is not { Kind: ApiFailureKind.NotFound or ApiFailureKind.Refused };
    }

    /// <summary>Takes all topics from a channel that is not used any more; channels themselves cannot be deleted.</summary>
    public Task ReleaseAsync(NotificationChannel channel, CancellationToken cancellationToken) => api.SendAsync(
        new(HttpMethod.Delete, $"{Path}/{Uri.EscapeDataString(channel.Id)}/subscriptions", Urgency: Urgency.Low), cancellationToken);

    // At five sixths of its life (20 of 24 hours), or earlier where the options say so.
    private Instant ReplaceAt(JsonElement channel)
    {
        var now = clocks.Now;
        var own = now.Plus((long)options.ChannelLife.TotalMilliseconds);
        if (!channel.TryGetProperty("expires", out var text) || text.ValueKind != JsonValueKind.String || !Instant.TryParse(text.GetString(), out var expires)) return own;
        var life = expires.Since(now.Plus(api.Platform.Ahead));
        return life > 0 ? Instant.Min(own, now.Plus(life / 6 * 5)) : own;
    }

    private static string ReasonOf(JsonElement entity)
    {
        var reason = entity.TryGetProperty("rejectionReason", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "refused";
        return entity.TryGetProperty("missingPermissions", out var missing) && missing.ValueKind == JsonValueKind.Array && missing.GetArrayLength() > 0
            ? $"{reason}; missing: {string.Join(", ", missing.EnumerateArray().Select(m => m.ToString()))}"
            : reason;
    }
}
