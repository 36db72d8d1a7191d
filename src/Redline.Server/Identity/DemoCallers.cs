namespace Redline.Server.Identity;

/// <summary>The callers of the demo: the two people, by the tokens their links gave them.</summary>
internal sealed class DemoCallers(AccessTokens tokens) : ICallers
{
    private const string OrganizationId = "demo";

    /// <inheritdoc/>
    public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) => ValueTask.FromResult(
        tokens.Find(token) is { } person
            ? new Caller(OrganizationId, $"person:{person.Id}", person, Permissions.Of(person.Role).ToHashSet(StringComparer.Ordinal))
            : null);
}
