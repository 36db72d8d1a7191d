using Redline.Engine;

namespace Redline.Server.Telemetry;

/// <summary>Something a desktop reported of itself. Immutable.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="At">When it was, by the desktop's clock, which may be wrong.</param>
/// <param name="ReceivedAt">When the server heard of it, wall time.</param>
/// <param name="PersonId">Whose desktop.</param>
/// <param name="DeviceId">Which; the client's own name of it.</param>
/// <param name="Code">Why, for programs; null: not said.</param>
/// <param name="Detail">Why, for people; null: not said.</param>
internal sealed record ClientEvent(
    string Name, Instant At, DateTimeOffset ReceivedAt, string PersonId, string DeviceId, string? Code, string? Detail)
{
    public const int MaxCode = 100;

    public const int MaxDetail = 500;

    /// <summary>The person has to sign in anew.</summary>
    public const string ReauthenticationStarted = "reauthentication.started";

    /// <summary>An alert could not be painted.</summary>
    public const string RenderFailed = "render.failed";

    /// <summary>Every name there is; a closed set.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "token.refreshed", "token.refresh.failed", "push.unauthorized", ReauthenticationStarted, "reauthentication.succeeded",
        "reauthentication.failed", "registration.renewed", "registration.failed", "channel.lost", "channel.resumed",
        "channel.reset", RenderFailed,
    ];
}
