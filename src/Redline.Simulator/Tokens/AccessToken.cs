using Redline.Simulator.Centre;
using Redline.Simulator.Limits;
using Redline.Simulator.Organizations;

namespace Redline.Simulator.Tokens;

/// <summary>A bearer token that was handed out: to a client for itself, or for a user.</summary>
internal sealed class AccessToken(string text, OAuthClient client, CentreUser? user, long issuedAt, long expiresAt)
{
    internal string Text { get; } = text;

    internal OAuthClient Client { get; } = client;

    /// <summary>The user; null: the client by itself.</summary>
    internal CentreUser? User { get; } = user;

    internal long IssuedAt { get; } = issuedAt;

    internal long ExpiresAt { get; } = expiresAt;

    internal bool IsRevoked { get; set; }

    internal RateWindow Rate { get; } = new();

    internal PermissionGrant Grant => User?.Grant ?? Client.Grant;

    /// <summary>Channels belong to a user and an application together.</summary>
    internal string Owner => $"{Client.Id} {User?.Id}";
}
