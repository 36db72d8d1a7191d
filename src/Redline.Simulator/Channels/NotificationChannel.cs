using Redline.Simulator.Tokens;
using Redline.Simulator.Topics;

namespace Redline.Simulator.Channels;

/// <summary>A notification channel.</summary>
internal sealed class NotificationChannel(string id, string path, AccessToken token) : ITopicSubscriber
{
    internal const int MostTopics = 1_000;

    /// <summary>24 hours, counted anew whenever it is subscribed to something.</summary>
    internal const long LifeMilliseconds = 24 * 3_600_000L;

    internal string Id { get; } = id;

    /// <summary>The path of its socket: who knows it may connect.</summary>
    internal string Path { get; } = path;

    internal AccessToken Token { get; } = token;

    internal long ExpiresAt { get; set; }

    internal long UsedAt { get; set; }

    /// <summary>The subscriptions, each as it was written, in order.</summary>
    internal Dictionary<string, Subscription> Subscriptions { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal SocketSession? Socket { get; set; }

    public void Take(ReadOnlyMemory<byte> frame) => Socket?.Send(frame);
}

/// <summary>A topic a channel was subscribed to, or refused.</summary>
/// <param name="Id">As it was written.</param>
/// <param name="Topics">What it stands for; empty when it was refused.</param>
/// <param name="Rejection">Why it was refused; null: it was not.</param>
internal sealed record Subscription(string Id, IReadOnlyList<TopicAddress> Topics, Rejection? Rejection = null);

/// <summary>Why a subscription was refused.</summary>
/// <param name="Reason">For people.</param>
/// <param name="MissingPermissions">What the caller lacks.</param>
/// <param name="IsUnknown">There is no such topic.</param>
internal sealed record Rejection(string Reason, IReadOnlyList<string> MissingPermissions, bool IsUnknown = false);
