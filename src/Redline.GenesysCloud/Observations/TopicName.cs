using System.Text;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// The name of a topic, taken apart without making a string of it. Names are compared without regard to case: what comes
/// back is not always spelled as it was asked for.
/// </summary>
internal readonly ref struct TopicName
{
    private TopicName(EventKind kind, bool isActivity = false, ReadOnlySpan<byte> id = default)
    {
        Kind = kind;
        IsActivity = isActivity;
        Id = id;
    }

    /// <summary>What the message is.</summary>
    public EventKind Kind { get; }

    /// <summary>Of metrics of a queue: whether they are those of the topic <c>.activity</c>.</summary>
    public bool IsActivity { get; }

    /// <summary>The id of the queue or user.</summary>
    public ReadOnlySpan<byte> Id { get; }

    public bool IsQueueMetrics => Kind == EventKind.QueueMetrics;

    private static ReadOnlySpan<byte> QueuePrefix => "v2.analytics.queues."u8;

    private static ReadOnlySpan<byte> UserPrefix => "v2.users."u8;

    private static ReadOnlySpan<byte> ActivitySuffix => ".activity"u8;

    private static ReadOnlySpan<byte> ObservationsSuffix => ".observations"u8;

    /// <summary>Reads a name.</summary>
    public static TopicName Read(ReadOnlySpan<byte> name)
    {
        if (Begins(name, QueuePrefix))
        {
            var rest = name[QueuePrefix.Length..];
            if (Ends(rest, ActivitySuffix)) return new(EventKind.QueueMetrics, true, rest[..^ActivitySuffix.Length]);
            return Ends(rest, ObservationsSuffix) ? new(EventKind.QueueMetrics, false, rest[..^ObservationsSuffix.Length]) : new(EventKind.Unknown);
        }

        if (Begins(name, UserPrefix) && Ends(name, ActivitySuffix)) return new(EventKind.UserActivity, false, name[UserPrefix.Length..^ActivitySuffix.Length]);
        if (Ascii.EqualsIgnoreCase(name, "channel.metadata"u8)) return new(EventKind.Heartbeat);
        if (Ascii.EqualsIgnoreCase(name, "v2.system.socket_closing"u8)) return new(EventKind.SocketClosing);
        return Begins(name, "v2.system.token_revoked"u8) || Begins(name, "v2.system.no_longer_subscribed"u8)
            ? new(EventKind.ChannelLost)
            : new(EventKind.Unknown);
    }

    private static bool Begins(ReadOnlySpan<byte> name, ReadOnlySpan<byte> with) =>
        name.Length > with.Length && Ascii.EqualsIgnoreCase(name[..with.Length], with);

    private static bool Ends(ReadOnlySpan<byte> name, ReadOnlySpan<byte> with) =>
        name.Length > with.Length && Ascii.EqualsIgnoreCase(name[^with.Length..], with);
}
