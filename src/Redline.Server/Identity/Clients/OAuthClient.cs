using Redline.Delivery.People;

namespace Redline.Server.Identity.Clients;

/// <summary>A program that gets tokens with its own id and secret.</summary>
/// <param name="Id">Random; no secret.</param>
/// <param name="Name">What people call it.</param>
/// <param name="SecretHash">The hash of its secret.</param>
/// <param name="Role">What it may do, as a role; null: see <paramref name="Permissions"/>.</param>
/// <param name="Permissions">What it may do, one by one; null: see <paramref name="Role"/>.</param>
/// <param name="PersonId">The person it stands for, whose permissions it never exceeds; null: for itself.</param>
/// <param name="Visible">The queues it may see when it stands for itself.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">The subject that made it.</param>
internal sealed record OAuthClient(
    string Id, string Name, string SecretHash, PersonRole? Role, IReadOnlyList<string>? Permissions, string? PersonId,
    Visibility Visible, DateTimeOffset CreatedAt, string CreatedBy);
