namespace Redline.Simulator.Organizations;

/// <summary>A user who is no agent of the calls: a supervisor, an administrator. Immutable.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address, by which a login may name the user.</param>
/// <param name="Grant">What the user may do.</param>
/// <param name="Queues">Names of queues the user is a member of, not joined; null: none.</param>
public sealed record OrganizationUser(string Name, string Email, PermissionGrant Grant, IReadOnlyList<string>? Queues = null);
