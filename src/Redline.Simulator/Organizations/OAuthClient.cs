namespace Redline.Simulator.Organizations;

/// <summary>An OAuth client of the organization. Immutable.</summary>
public sealed record OAuthClient
{
    /// <summary>Tokens of a client live 24 hours when nothing is said.</summary>
    public const int UsualTokenSeconds = 86_400;

    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The secret; null: a client that signs users in by PKCE and has none.</summary>
    public string? Secret { get; init; }

    /// <summary>The name, for people.</summary>
    public string Name { get; init; } = "Redline";

    /// <summary>Where users may come back to after signing in; empty: a client by itself, or anywhere on loopback.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>What its own tokens may do; a user's token may do what the user may.</summary>
    public PermissionGrant Grant { get; init; } = PermissionGrant.Everything;

    /// <summary>How long its tokens live, in simulated seconds; from 60 to 38,880,000.</summary>
    public int TokenSeconds { get; init; } = UsualTokenSeconds;
}
