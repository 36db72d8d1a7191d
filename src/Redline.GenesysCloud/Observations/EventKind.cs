namespace Redline.GenesysCloud.Observations;

/// <summary>What a message of the platform is.</summary>
public enum EventKind
{
    /// <summary>Nothing that is known here; it is passed over.</summary>
    Unknown,

    /// <summary>Not JSON.</summary>
    Malformed,

    /// <summary><c>channel.metadata</c>: a heartbeat or the answer to a ping.</summary>
    Heartbeat,

    /// <summary>The platform is about to close the socket for maintenance.</summary>
    SocketClosing,

    /// <summary>The channel is of no use any more: its token was revoked, another channel took its topics, or a ping was answered with 404.</summary>
    ChannelLost,

    /// <summary>Metrics of a queue.</summary>
    QueueMetrics,

    /// <summary>Presence, routing status and active queues of a user.</summary>
    UserActivity,
}
