namespace Redline.Simulator.Organizations;

/// <summary>What somebody may do, and in which divisions. Immutable.</summary>
/// <param name="Permissions">As <c>domain:entity:action</c>; <c>*</c> for the whole or for a part means every one.</param>
/// <param name="Divisions">Names of divisions; null: all of them.</param>
public sealed record PermissionGrant(IReadOnlyList<string> Permissions, IReadOnlyList<string>? Divisions = null)
{
    /// <summary>Everything everywhere.</summary>
    public static PermissionGrant Everything { get; } = new(["*"]);

    /// <summary>Nothing but what every valid token may do.</summary>
    public static PermissionGrant Nothing { get; } = new([]);

    internal bool Has(string permission) => Permissions.Any(p => Covers(p, permission));

    internal bool Reaches(string division) => Divisions is null || Divisions.Contains(division, StringComparer.Ordinal);

    private static bool Covers(string granted, string permission)
    {
        if (granted is "*" || granted == permission) return true;
        var (have, want) = (granted.Split(':'), permission.Split(':'));
        return have.Length == want.Length && have.Zip(want).All(p => p.First is "*" || p.First == p.Second);
    }
}
