using Redline.Delivery.Desktop;
using Redline.Engine.Alerts;

namespace Redline.Server.Desktop;

/// <summary>A frame a desktop sent. A closed set; <see cref="ClientFrameReader"/> reads it.</summary>
internal abstract record ClientFrame
{
    /// <summary>The largest frame, bytes.</summary>
    public const int MaxBytes = 16 * 1024;
}

/// <summary>The first frame of a desktop.</summary>
/// <param name="Protocol">The version it speaks.</param>
/// <param name="Token">Its bearer token.</param>
/// <param name="RegistrationId">The registration it comes with.</param>
/// <param name="Position">What it has seen; null: nothing.</param>
internal sealed record HelloFrame(int Protocol, string Token, string RegistrationId, DesktopPosition? Position) : ClientFrame
{
    /// <summary>Without the token: a record's text ends up in logs.</summary>
    public override string ToString() => $"hello protocol {Protocol}";
}

/// <summary>Asks for a pong.</summary>
/// <param name="Id">Comes back in the answer.</param>
internal sealed record PingFrame(long Id) : ClientFrame;

/// <summary>Says that an alert has arrived, or was painted.</summary>
/// <param name="AlertNumber">Which.</param>
/// <param name="Revision">Which state of it.</param>
/// <param name="RenderedBy">Who painted it, WIDGET or HANDLER; null: it has only arrived.</param>
internal sealed record ReceiptFrame(long AlertNumber, int Revision, string? RenderedBy) : ClientFrame;

/// <summary>The person takes an alert.</summary>
/// <param name="RequestId">Comes back in the answer.</param>
/// <param name="AlertNumber">Which.</param>
/// <param name="Note">What they say; null: nothing.</param>
internal sealed record AcknowledgeFrame(string RequestId, long AlertNumber, string? Note) : ClientFrame;

/// <summary>The person hides an alert for themselves.</summary>
/// <param name="RequestId">Comes back in the answer.</param>
/// <param name="AlertNumber">Which.</param>
/// <param name="Severity">Up to which severity.</param>
internal sealed record HideFrame(string RequestId, long AlertNumber, Severity Severity) : ClientFrame;

/// <summary>A newer token of the same person; the session goes on with it and its registration is renewed.</summary>
/// <param name="Token">The token.</param>
internal sealed record TokenFrame(string Token) : ClientFrame
{
    /// <summary>Without the token.</summary>
    public override string ToString() => "token";
}
