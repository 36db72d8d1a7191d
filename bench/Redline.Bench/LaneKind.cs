namespace Redline.Bench;

/// <summary>What a lane's process runs.</summary>
internal static class LaneKind
{
    /// <summary>Redline's fan-out and sessions.</summary>
    public const string FanOut = "fan-out";

    /// <summary>A loop over Kestrel's sockets.</summary>
    public const string Kestrel = "kestrel";

    /// <summary>A SignalR hub.</summary>
    public const string SignalR = "signalr";

    /// <summary>The whole server.</summary>
    public const string Redline = "redline";

    /// <summary>The whole server with the queues of a storm.</summary>
    public const string Storm = "storm";
}
