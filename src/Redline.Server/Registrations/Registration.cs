using System.Text.Json.Serialization;

namespace Redline.Server.Registrations;

/// <summary>Where a registration stands.</summary>
internal enum RegistrationState
{
    /// <summary>It stands, and its end is not near.</summary>
    Active,

    /// <summary>It stands, and its life is over soon or already; renew it.</summary>
    Expiring,

    /// <summary>Life and grace are over; it is kept for a while so that its device can be told.</summary>
    Expired,

    /// <summary>Somebody ended it, or its person is gone.</summary>
    Revoked,
}

/// <summary>A device bound to a person and a channel. Immutable; instants are wall time, whole milliseconds.</summary>
/// <param name="Id">Random; no secret.</param>
/// <param name="PersonId">Whose; with device and channel its identity.</param>
/// <param name="DeviceType">A declared device profile: <c>BROWSER</c>.</param>
/// <param name="DeviceId">The client's own name of the device.</param>
/// <param name="ChannelId">The client's own name of the channel; opaque.</param>
/// <param name="AppVersion">The version of what runs there; null: not said.</param>
/// <param name="EndpointUrl">Where a program is told; null: it comes by itself.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RenewedAt">When its life last began.</param>
/// <param name="Expires">The end of life and grace, exclusive: at this instant it is expired.</param>
/// <param name="RevokedAt">When it was revoked; null: it was not.</param>
internal sealed record Registration(
    string Id, string PersonId, string DeviceType, string DeviceId, string ChannelId, string? AppVersion, string? EndpointUrl,
    DateTimeOffset CreatedAt, DateTimeOffset RenewedAt, DateTimeOffset Expires, DateTimeOffset? RevokedAt = null)
{
    /// <summary>Where it stood when it was read. Not kept: it is a matter of time.</summary>
    [JsonIgnore]
    public RegistrationState State { get; init; }

    /// <summary>Whether it stood when it was read: active or expiring.</summary>
    [JsonIgnore]
    public bool IsLive => State is RegistrationState.Active or RegistrationState.Expiring;

    /// <summary>The state as API and protocol spell it.</summary>
    [JsonIgnore]
    public string StateWord => State.ToString().ToUpperInvariant();

    /// <summary>Whether a person's device and channel are this one's.</summary>
    public bool Is(string personId, string deviceId, string channelId) =>
        PersonId == personId && DeviceId == deviceId && ChannelId == channelId;
}
