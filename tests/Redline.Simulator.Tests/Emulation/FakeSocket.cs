using System.Text.Json.Nodes;
using Redline.Simulator.Channels;

namespace Redline.Simulator.Tests.Emulation;

/// <summary>The client's end of a socket: what came over it, and how it ended.</summary>
internal sealed class FakeSocket(PlatformRig rig, string channelId) : IEmulatedSocket
{
    private EmulatedConnection? _connection;
    private int _read;

    internal string ChannelId { get; } = channelId;

    internal List<JsonObject> Frames { get; } = [];

    /// <summary>How it was closed: the code, 0 when it was cut, null when it is open.</summary>
    internal int? Ended { get; private set; }

    internal void Connect() => _connection = rig.Platform.Connect($"/channels/{ChannelId}", this) ?? throw new InvalidOperationException("refused");

    internal void Say(string frame) => _connection!.Receive(frame);

    /// <summary>The frames since the last time, each as topic and body.</summary>
    internal List<(string Topic, JsonObject Body)> Take()
    {
        var fresh = Frames[_read..].ConvertAll(f => ((string?)f["topicName"] ?? "", f["eventBody"] as JsonObject ?? f));
        _read = Frames.Count;
        return fresh;
    }

    /// <summary>The frames since the last time but heartbeats.</summary>
    internal List<(string Topic, JsonObject Body)> TakeEvents() => Take().FindAll(f => f.Topic != "channel.metadata");

    public void Send(ReadOnlyMemory<byte> frame) => Frames.Add((JsonObject)JsonNode.Parse(frame.Span)!);

    public void Close(int code, string reason) => Ended = code;

    public void Cut() => Ended = 0;
}
