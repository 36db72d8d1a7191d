using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Simulator.Topics;

namespace Redline.Simulator.Channels;

/// <summary>
/// A socket that is connected to a channel. Half open it stays connected and says nothing any more. A socket that was
/// replaced, closed or cut says nothing either.
/// </summary>
internal sealed class SocketSession(NotificationChannel channel, IEmulatedSocket socket)
{
    private static readonly byte[] HeartbeatFrame = Metadata("WebSocket Heartbeat");
    private static readonly byte[] PongFrame = Metadata("pong");

    internal NotificationChannel Channel { get; } = channel;

    internal bool IsOver { get; private set; }

    /// <summary>Whether it has gone silent without being closed.</summary>
    internal bool IsHalfOpen { get; set; }

    internal void Send(ReadOnlyMemory<byte> frame)
    {
        if (!IsOver && !IsHalfOpen) socket.Send(frame);
    }

    internal void Heartbeat() => Send(HeartbeatFrame);

    internal void Pong() => Send(PongFrame);

    /// <summary>An event of the system's own.</summary>
    internal void SendSystem(string topic, JsonObject body) =>
        Send(TopicBoard.Envelope(topic, Encoding.UTF8.GetBytes(body.ToJsonString())));

    /// <summary>The answer to a frame of the client: without a topic, the result as text.</summary>
    internal void Reply(string result, string? status, string? correlationId)
    {
        var body = new JsonObject { ["result"] = result };
        if (status is not null) body["status"] = status;
        if (correlationId is not null) body["correlationId"] = correlationId;
        Send(Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    internal void Close(int code, string reason)
    {
        if (IsOver) return;
        IsOver = true;
        socket.Close(code, reason);
    }

    internal void Cut()
    {
        if (IsOver) return;
        IsOver = true;
        socket.Cut();
    }

    /// <summary>The client's end is gone.</summary>
    internal void Ended() => IsOver = true;

    private static byte[] Metadata(string message) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject { ["topicName"] = "channel.metadata", ["eventBody"] = new JsonObject { ["message"] = message } });
}
