using Redline.Delivery.Desktop;

namespace Redline.Server.Desktop;

/// <summary>How frames get to one desktop: a socket, or the body of an answer that does not end. One send at a time.</summary>
internal interface IDesktopTransport
{
    /// <summary>Which way: SOCKET or STREAM.</summary>
    string Kind { get; }

    /// <summary>Hands a frame to the network; throws what <see cref="DesktopGone.Is"/> knows when nobody is there.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Says why, unless the desktop left by itself, and closes this side. Never throws.</summary>
    ValueTask CloseAsync(DesktopClosing? closing);

    /// <summary>Breaks off; whatever is being sent or received fails. Any thread.</summary>
    void Abort();
}
