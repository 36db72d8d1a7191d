using Redline.Delivery.People;

namespace Redline.Server.Identity;

/// <summary>Who sent a request, once its token was found valid. Immutable.</summary>
/// <param name="OrganizationId">The organization the token names; nothing of another one can be reached with it.</param>
/// <param name="SubjectId">Whose token: a person's, client's or API key's id, prefixed with its kind: <c>person:ana</c>.</param>
/// <param name="Person">The person it stands for; null for a program.</param>
/// <param name="Permissions">What it may do.</param>
internal sealed record Caller(string OrganizationId, string SubjectId, Person? Person, IReadOnlySet<string> Permissions)
{
    /// <summary>The queues it may see.</summary>
    public Visibility Visible { get; init; } = Person?.Visible ?? Visibility.Everything;

    /// <summary>Whether it may send as many requests as it likes: this server itself, whose flows are bounded elsewhere.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>When the token ends; null: never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether it may do something.</summary>
    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>Whether it may see a queue, of a division if that is known.</summary>
    public bool MaySeeQueue(string queueId, string? divisionId) => Visible.Includes(queueId, divisionId);
}
