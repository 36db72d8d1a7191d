namespace Redline.Engine.Audiences;

/// <summary>
/// Who is meant, named symbolically: everybody whom any of its parts names. The engine knows no people; who that is now
/// is found out where somebody is told. Lists are sorted and without repeats. Immutable; equal when the parts are.
/// </summary>
/// <param name="People">Ids of persons.</param>
/// <param name="Roles">Roles, each one of <see cref="RoleWords"/>.</param>
/// <param name="Queues">Ids of queues: everybody who may see one of them.</param>
/// <param name="Everyone">Everybody there is.</param>
public sealed record Audience(IReadOnlyList<string> People, IReadOnlyList<string> Roles, IReadOnlyList<string> Queues, bool Everyone)
{
    /// <summary>How many ids or roles one part may name.</summary>
    public const int MaxNames = 100;

    /// <summary>How long an id may be, in characters.</summary>
    public const int IdLength = 200;

    /// <summary>The roles there are.</summary>
    public static readonly IReadOnlyList<string> RoleWords = ["AGENT", "SUPERVISOR", "ADMINISTRATOR"];

    /// <summary>Everybody there is.</summary>
    public static readonly Audience All = new([], [], [], true);

    /// <inheritdoc/>
    public bool Equals(Audience? other) => other is not null
        && Everyone == other.Everyone
        && People.SequenceEqual(other.People, StringComparer.Ordinal)
        && Roles.SequenceEqual(other.Roles, StringComparer.Ordinal)
        && Queues.SequenceEqual(other.Queues, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Everyone, People.Count, Roles.Count, Queues.Count);

    /// <summary>One line: <c>people ana, ben; roles AGENT</c>.</summary>
    public override string ToString()
    {
        var parts = new[] { Part("people", People), Part("roles", Roles), Part("queues", Queues), Everyone ? "everyone" : null };
        return string.Join("; ", parts.OfType<string>());
    }

    private static string? Part(string name, IReadOnlyList<string> names) => names.Count == 0 ? null : $"{name} {string.Join(", ", names)}";
}
