namespace Redline.Simulator.Http;

/// <summary>What an operation asks of whoever calls it.</summary>
/// <param name="Permissions">The permissions; empty: a valid token is enough.</param>
/// <param name="IsAny">One of them is enough; otherwise all.</param>
/// <param name="IsOpen">Not even a token.</param>
/// <param name="IsForPeople">A token of a user, not of a client by itself.</param>
internal sealed record Requirement(IReadOnlyList<string> Permissions, bool IsAny = false, bool IsOpen = false, bool IsForPeople = false)
{
    internal static readonly Requirement Open = new([], IsOpen: true);
    internal static readonly Requirement Token = new([]);
    internal static readonly Requirement Person = new([], IsForPeople: true);

    internal static Requirement All(params string[] permissions) => new(permissions);

    internal static Requirement Any(params string[] permissions) => new(permissions, IsAny: true);

    internal bool IsMetBy(Func<string, bool> has) =>
        Permissions.Count == 0 || (IsAny ? Permissions.Any(has) : Permissions.All(has));
}
