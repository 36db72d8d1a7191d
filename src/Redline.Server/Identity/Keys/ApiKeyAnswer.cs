using System.Text.Json.Serialization;

namespace Redline.Server.Identity.Keys;

/// <summary>An API key as the API shows it; the key itself only in the answer that made it.</summary>
internal sealed record ApiKeyAnswer(
    string Id, string Name, IReadOnlyList<string> Permissions, string CreatedBy, string CreatedAt, string? Expires,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key)
{
    /// <summary>Shows a key.</summary>
    public static ApiKeyAnswer Of(ApiKey key, string? secret = null) =>
        new(key.Id, key.Name, key.Permissions, key.Maker, WallText.Of(key.CreatedAt), WallText.Of(key.Expires), secret);

    /// <summary>Spelled without the key.</summary>
    public override string ToString() => $"{nameof(ApiKeyAnswer)} {Id}";
}
