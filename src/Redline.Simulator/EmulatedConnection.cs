using Redline.Simulator.Channels;

namespace Redline.Simulator;

/// <summary>A socket that was connected: what the host tells the platform of it. Any thread.</summary>
public sealed class EmulatedConnection
{
    private readonly EmulatedPlatform _platform;
    private readonly ChannelSockets _sockets;
    private readonly SocketSession _session;

    internal EmulatedConnection(EmulatedPlatform platform, ChannelSockets sockets, SocketSession session) =>
        (_platform, _sockets, _session) = (platform, sockets, session);

    /// <summary>A text frame came in.</summary>
    public void Receive(string text) => _platform.Inside(_ =>
    {
        _sockets.Receive(_session, text);
        return true;
    });

    /// <summary>The connection is gone, whoever ended it.</summary>
    public void Ended() => _platform.Inside(_ =>
    {
        _sockets.Disconnected(_session);
        return true;
    });
}
