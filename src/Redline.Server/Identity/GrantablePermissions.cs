using Redline.Server.Http;

namespace Redline.Server.Identity;

/// <summary>Nobody gives away more than they have: checked wherever permissions are given.</summary>
internal static class GrantablePermissions
{
    /// <summary>Adds a mistake for each permission that does not exist, or that the caller does not hold.</summary>
    public static void Check(Caller caller, IEnumerable<string> permissions, string fieldName, BodyFields fields)
    {
        foreach (var permission in permissions.Distinct(StringComparer.Ordinal))
        {
            if (!Permissions.All.Contains(permission, StringComparer.Ordinal))
                fields.Add("permission.unknown", fieldName, $"{fieldName} names a permission that does not exist; there are: {string.Join(", ", Permissions.All)}.");
            else if (!caller.May(permission))
                fields.Add("permission.exceeds", fieldName, $"You do not hold {permission} yourself.");
        }
    }

    /// <summary>The first of some permissions that a caller does not hold; null: it holds them all.</summary>
    public static string? FirstMissing(Caller caller, IEnumerable<string> permissions) =>
        permissions.FirstOrDefault(p => !caller.May(p));
}
