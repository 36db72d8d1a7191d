using System.Text.Json;
using Redline.Server.Http;

namespace Redline.Server.Identity.Keys;

/// <summary>What an API key is to be made of.</summary>
internal sealed record ApiKeyBody(string Name, IReadOnlyList<string> Permissions, TimeSpan? Life)
{
    private const int MinSeconds = 60;
    private const int MaxSeconds = 10 * 365 * 24 * 3600;

    /// <summary>Reads it; null when anything is wrong, and then every problem.</summary>
    public static ApiKeyBody? Read(JsonElement root, Caller caller, List<ApiErrorDetail> problems)
    {
        var fields = new BodyFields(root, problems, "name", "permissions", "expiresInSeconds");
        var name = fields.Text("name", 200, required: true);
        var permissions = fields.Texts("permissions", Identity.Permissions.All.Count, 200, required: true);
        var seconds = fields.Whole("expiresInSeconds", MinSeconds, MaxSeconds);
        if (permissions is { Count: 0 }) fields.Add("permission.none", "permissions", "Name at least one permission.");
        GrantablePermissions.Check(caller, permissions ?? [], "permissions", fields);

        // A key whose maker is a key could outlive the person who answers for both.
        if (permissions?.Contains(Identity.Permissions.ApiKeyAdd, StringComparer.Ordinal) == true)
            fields.Add("permission.not.grantable", "permissions", "A key cannot make keys.");
        return problems.Count > 0 ? null : new(name!, permissions!, seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }
}
