using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Simulator.Agenda;

namespace Redline.Simulator.Channels;

/// <summary>
/// The sockets of the channels: one each, a second takes the place of the first. They are told every 30 seconds that the
/// connection lives. One thread at a time.
/// </summary>
internal sealed class ChannelSockets(SimulationAgenda agenda, ChannelRegister register)
{
    internal const long HeartbeatMilliseconds = 30_000;

    /// <summary>After telling that it will close, a socket stays open for a minute.</summary>
    internal const long ClosingMilliseconds = 60_000;

    private readonly List<SocketSession> _sessions = [];

    /// <summary>Whether sockets connect and then say nothing.</summary>
    internal bool IsSilent { get; set; }

    internal IReadOnlyList<SocketSession> Open => _sessions;

    /// <summary>Whether there is a channel at a path.</summary>
    internal bool MayConnect(string path) => Channel(path) is not null;

    /// <summary>Connects a socket to the channel of its path; null: there is no such channel.</summary>
    internal SocketSession? Connect(string path, IEmulatedSocket socket)
    {
        if (Channel(path) is not { } channel) return null;
        if (channel.Socket is { } first)
        {
            first.SendSystem(
                $"v2.system.no_longer_subscribed.{channel.Id}",
                ChannelRegister.SystemBody(channel, "no_longer_subscribed", "another_channel_subscribed", "Another socket was connected to this channel."));
            first.Close(1000, "another socket connected");
            _sessions.Remove(first);
        }

        var session = new SocketSession(channel, socket) { IsHalfOpen = IsSilent };
        channel.Socket = session;
        channel.UsedAt = agenda.Now;
        _sessions.Add(session);
        agenda.At(agenda.Now + HeartbeatMilliseconds, () => Heartbeat(session));
        return session;
    }

    /// <summary>A socket has gone, whoever ended it.</summary>
    internal void Disconnected(SocketSession session)
    {
        session.Ended();
        _sessions.Remove(session);
        if (session.Channel.Socket == session) session.Channel.Socket = null;
    }

    /// <summary>A frame came in.</summary>
    internal void Receive(SocketSession session, string text)
    {
        if (session.IsOver || session.IsHalfOpen) return;
        var frame = Parse(text);
        var correlation = Text(frame?["correlationId"]);
        if (IsOrphan(session))
        {
            session.Reply("404", null, correlation);
            return;
        }

        var topics = frame?["topics"] as JsonArray;
        switch (Text(frame?["message"]))
        {
            case "ping":
                session.Pong();
                break;
            case "subscribe" when topics is not null:
                Subscribe(session, [.. topics.Select(TopicId)], correlation);
                break;
            default:
                session.Reply("400", "error", correlation);
                break;
        }
    }

    /// <summary>Tells every socket that it will close, and closes it a minute later.</summary>
    internal void WarnOfClosing()
    {
        foreach (var session in _sessions.ToList())
        {
            session.SendSystem("v2.system.socket_closing", new JsonObject { ["message"] = "The socket is closing for maintenance. Please reconnect." });
            agenda.At(agenda.Now + ClosingMilliseconds, () => session.Close(1001, "going away"));
        }
    }

    /// <summary>Cuts every connection.</summary>
    internal void CutAll()
    {
        foreach (var session in _sessions.ToList())
        {
            session.Cut();
            Disconnected(session);
        }
    }

    /// <summary>Every socket goes silent, or those that are still there speak again.</summary>
    internal void Silence(bool isSilent)
    {
        IsSilent = isSilent;
        foreach (var session in _sessions) session.IsHalfOpen = isSilent;
    }

    private NotificationChannel? Channel(string path) =>
        path.StartsWith("/channels/", StringComparison.Ordinal) ? register.Alive(path["/channels/".Length..]) : null;

    private void Subscribe(SocketSession session, IReadOnlyList<string> topics, string? correlation)
    {
        var checks = topics.Select(t => register.Check(t, session.Channel.Token)).ToList();
        var isDone = checks.TrueForAll(c => c.Rejection is null) && register.Subscribe(session.Channel, checks, replace: false);
        session.Reply(isDone ? "200" : "400", isDone ? "subscribed" : "failure", correlation);
    }

    // The client of a channel that is over hears nothing more: it finds out by asking.
    private void Heartbeat(SocketSession session)
    {
        if (session.IsOver) return;
        if (!IsOrphan(session)) session.Heartbeat();
        agenda.At(agenda.Now + HeartbeatMilliseconds, () => Heartbeat(session));
    }

    private bool IsOrphan(SocketSession session) => register.Alive(session.Channel.Id)?.Socket != session;

    // A name, or an object as REST has it.
    private static string TopicId(JsonNode? topic) => Text(topic is JsonObject body ? body["id"] : topic) ?? "";

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
