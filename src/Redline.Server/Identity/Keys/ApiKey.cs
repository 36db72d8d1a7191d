namespace Redline.Server.Identity.Keys;

/// <summary>An API key as it is kept, by the hash of the key.</summary>
/// <param name="Id">Random; no secret.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Permissions">What it may do, as long as its maker may.</param>
/// <param name="Maker">The subject that made it; the key ends with it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Expires">When it ends; null: never.</param>
internal sealed record ApiKey(
    string Id, string Name, IReadOnlyList<string> Permissions, string Maker, DateTimeOffset CreatedAt, DateTimeOffset? Expires);
