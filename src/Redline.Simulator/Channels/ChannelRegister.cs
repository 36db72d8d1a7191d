using System.Text.Json.Nodes;
using Redline.Simulator.Agenda;
using Redline.Simulator.Http;
using Redline.Simulator.Tokens;
using Redline.Simulator.Topics;

namespace Redline.Simulator.Channels;

/// <summary>
/// The channels there are, twenty for a user and application together: the next one takes the place of the one that was
/// used least recently, of those without a socket first. A channel ends after 24 hours, or when its user and application
/// have no good token any more. One thread at a time.
/// </summary>
internal sealed class ChannelRegister(SimulationAgenda agenda, TopicBoard board, TokenStore tokens, SubscriptionCheck check)
{
    internal const int MostChannels = 20;

    private readonly Dictionary<string, NotificationChannel> _channels = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<NotificationChannel> All => _channels.Values;

    internal NotificationChannel Create(AccessToken token)
    {
        Forget();
        var own = _channels.Values.Where(c => c.Token.Owner == token.Owner).ToList();
        if (own.Count >= MostChannels) End(own.OrderBy(c => c.Socket is not null).ThenBy(c => c.UsedAt).First());
        var id = $"streaming-0-{WireText.Secret(24)}";
        return _channels[id] = new(id, $"/channels/{id}", token) { UsedAt = agenda.Now, ExpiresAt = agenda.Now + NotificationChannel.LifeMilliseconds };
    }

    /// <summary>A channel of whoever asks; null: there is none.</summary>
    internal NotificationChannel? Find(string id, AccessToken token)
    {
        if (Alive(id) is not { } channel || channel.Token.Owner != token.Owner) return null;
        channel.UsedAt = agenda.Now;
        return channel;
    }

    /// <summary>A channel that has not ended.</summary>
    internal NotificationChannel? Alive(string id)
    {
        if (!_channels.TryGetValue(id, out var channel)) return null;
        if (!IsOver(channel)) return channel;
        End(channel);
        return null;
    }

    /// <summary>The channels of whoever asks, the oldest first.</summary>
    internal IReadOnlyList<NotificationChannel> Of(AccessToken token)
    {
        Forget();
        return [.. _channels.Values.Where(c => c.Token.Owner == token.Owner).OrderBy(c => c.ExpiresAt)];
    }

    /// <summary>Subscribes; the channel lives another 24 hours. False: that would be too many, and nothing is changed.</summary>
    internal bool Subscribe(NotificationChannel channel, IReadOnlyList<Subscription> subscriptions, bool replace)
    {
        var wanted = subscriptions.Where(s => s.Rejection is null).DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase).ToList();
        var kept = replace ? 0 : channel.Subscriptions.Count - wanted.Count(s => channel.Subscriptions.ContainsKey(s.Id));
        if (kept + wanted.Count > NotificationChannel.MostTopics) return false;
        if (replace) Unsubscribe(channel);
        foreach (var subscription in wanted)
        {
            channel.Subscriptions[subscription.Id] = subscription;
            foreach (var topic in subscription.Topics) board.Subscribe(topic, channel);
        }

        channel.ExpiresAt = agenda.Now + NotificationChannel.LifeMilliseconds;
        return true;
    }

    internal void Unsubscribe(NotificationChannel channel)
    {
        foreach (var topic in channel.Subscriptions.Values.SelectMany(s => s.Topics)) board.Unsubscribe(topic, channel);
        channel.Subscriptions.Clear();
    }

    internal Subscription Check(string topic, AccessToken token) => check.Check(topic, token);

    /// <summary>A token was revoked: the channels that nothing keeps alive are told why and closed.</summary>
    internal void TokenRevoked(AccessToken token)
    {
        foreach (var channel in _channels.Values.Where(c => c.Token.Owner == token.Owner).ToList())
        {
            if (!IsOver(channel)) continue;
            var socket = channel.Socket;
            End(channel);
            socket?.SendSystem($"v2.system.token_revoked.{channel.Id}", SystemBody(channel, "token_revoked", "user_tokens_revoked", "The token was revoked."));
            socket?.Close(1000, "token revoked");
        }
    }

    /// <summary>What a message of the system says.</summary>
    internal static JsonObject SystemBody(NotificationChannel channel, string type, string reason, string message) => new()
    {
        ["systemTopicType"] = type,
        ["reason"] = reason,
        ["channelId"] = channel.Id,
        ["oauthClientId"] = channel.Token.Client.Id,
        ["userId"] = channel.Token.User?.Id,
        ["message"] = message,
    };

    /// <summary>Whether a channel is over by now: too old, or nobody has a good token for it.</summary>
    internal bool IsOver(NotificationChannel channel) =>
        agenda.Now >= channel.ExpiresAt || !tokens.HasAlive(channel.Token.Owner, agenda.Now);

    /// <summary>Ends a channel. Its socket stays connected and knows nothing any more.</summary>
    internal void End(NotificationChannel channel)
    {
        Unsubscribe(channel);
        channel.Socket = null;
        _channels.Remove(channel.Id);
    }

    private void Forget()
    {
        foreach (var channel in _channels.Values.Where(IsOver).ToList()) End(channel);
    }
}
