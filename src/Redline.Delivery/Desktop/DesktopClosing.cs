namespace Redline.Delivery.Desktop;

/// <summary>Why the server closes a session, and what the desktop is to do. A closed set; the codes are stable.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">For the log of the page.</param>
/// <param name="Reconnect">Whether trying again at once makes sense.</param>
public sealed record DesktopClosing(string Code, string Message, bool Reconnect)
{
    /// <summary>No hello in time.</summary>
    public static readonly DesktopClosing HelloTimeout = new("hello.timeout", "No hello was received in time.", true);

    /// <summary>Not a frame of the protocol.</summary>
    public static readonly DesktopClosing FrameInvalid = new("frame.invalid", "A frame was not one of this protocol.", false);

    /// <summary>A frame over the limit.</summary>
    public static readonly DesktopClosing FrameTooLarge = new("frame.too.large", "A frame was larger than 16 KiB.", false);

    /// <summary>A version this server does not speak.</summary>
    public static readonly DesktopClosing ProtocolUnsupported = new("protocol.unsupported", "This server does not speak that version of the protocol. Reload the page.", false);

    /// <summary>A token that is not valid, or no longer.</summary>
    public static readonly DesktopClosing TokenInvalid = new("token.invalid", "The token is not valid, or no longer. Sign in again.", false);

    /// <summary>The desktop reads too slowly; others must not wait for it.</summary>
    public static readonly DesktopClosing SlowDesktop = new("slow.desktop", "The desktop reads too slowly and was cut off; it gets the whole state when it comes back.", true);

    /// <summary>The server shuts down.</summary>
    public static readonly DesktopClosing ServerStopping = new("server.stopping", "The server is stopping.", true);

    /// <summary>No such registration of this person.</summary>
    public static readonly DesktopClosing RegistrationUnknown = new("registration.unknown", "There is no such registration of yours. Register again.", false);

    /// <summary>A registration whose life and grace are over.</summary>
    public static readonly DesktopClosing RegistrationExpired = new("registration.expired", "The registration has expired. Register again.", false);

    /// <summary>A registration that somebody ended.</summary>
    public static readonly DesktopClosing RegistrationRevoked = new("registration.revoked", "The registration was revoked.", false);

    /// <summary>Too many live sessions of one registration.</summary>
    public static readonly DesktopClosing SessionReplaced = new("session.replaced", "The same registration has connected again too often; this was its oldest session.", false);

    /// <summary>Every closing there is.</summary>
    public static IReadOnlyList<DesktopClosing> All { get; } =
    [
        HelloTimeout, FrameInvalid, FrameTooLarge, ProtocolUnsupported, TokenInvalid, SlowDesktop, ServerStopping,
        RegistrationUnknown, RegistrationExpired, RegistrationRevoked, SessionReplaced,
    ];
}
