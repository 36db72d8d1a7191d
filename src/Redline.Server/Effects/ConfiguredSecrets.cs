using Redline.Delivery.Effects;

namespace Redline.Server.Effects;

/// <summary>The secrets of the configuration: in it, in files, in variables of the environment. Any thread.</summary>
internal sealed class ConfiguredSecrets(IReadOnlyDictionary<string, FlowSecretOptions> secrets) : ISecretSource
{
    /// <inheritdoc/>
    public string? Find(string name)
    {
        if (!secrets.TryGetValue(name, out var secret)) return null;
        if (secret.File is { } file) return File.ReadAllText(file).Trim();
        return secret.Variable is { } variable ? Environment.GetEnvironmentVariable(variable) : secret.Value;
    }
}
