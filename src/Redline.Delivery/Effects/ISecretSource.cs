namespace Redline.Delivery.Effects;

/// <summary>Knows the secrets that flows name. Any thread.</summary>
public interface ISecretSource
{
    /// <summary>The secret of a name, as it is now; null: there is none. Asked for anew with each effect, so that a changed one is taken.</summary>
    /// <exception cref="IOException">It is there and cannot be read. <see cref="UnauthorizedAccessException"/> too.</exception>
    string? Find(string name);
}

/// <summary>Knows no secret.</summary>
public sealed class NoSecrets : ISecretSource
{
    /// <inheritdoc/>
    public string? Find(string name) => null;
}
