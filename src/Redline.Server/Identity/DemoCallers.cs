namespace Redline.Server.Identity;

/// <summary>The callers of an organization whose people are given, by the tokens their links gave them.</summary>
internal sealed class DemoCallers(AccessTokens tokens, string organizationId) : ICallers
{
    /// <inheritdoc/>
    public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) => ValueTask.FromResult(
        tokens.Find(token) is { } person
            ? new Caller(organizationId, $"person:{person.Id}", person, Permissions.Of(person.Role).ToHashSet(StringComparer.Ordinal))
            : null);
}
