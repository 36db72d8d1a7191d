namespace Redline.Simulator.Channels;

/// <summary>The host's end of a WebSocket. Nothing here waits: what is sent is put in the socket's line.</summary>
public interface IEmulatedSocket
{
    /// <summary>Puts a text frame in line.</summary>
    void Send(ReadOnlyMemory<byte> frame);

    /// <summary>Closes after what is in line, with a code and a reason.</summary>
    void Close(int code, string reason);

    /// <summary>Cuts the connection, as a network does.</summary>
    void Cut();
}
