using System.Text.Json.Serialization;

namespace Redline.Server.Identity.Clients;

/// <summary>A client as the API shows it; the secret only in the answer that made it.</summary>
internal sealed record ClientAnswer(
    string Id, string Name, string? Role, IReadOnlyList<string>? Permissions, string? PersonId, string CreatedAt, string CreatedBy,
    string SelfUri, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret)
{
    /// <summary>Shows a client.</summary>
    public static ClientAnswer Of(OAuthClient client, string? secret = null) => new(
        client.Id, client.Name, client.Role is { } role ? PersonRoles.Word(role) : null, client.Permissions, client.PersonId,
        WallText.Of(client.CreatedAt), client.CreatedBy, $"{ClientEndpoints.Path}/{client.Id}", secret);

    /// <summary>Spelled without the secret.</summary>
    public override string ToString() => $"{nameof(ClientAnswer)} {Id}";
}
