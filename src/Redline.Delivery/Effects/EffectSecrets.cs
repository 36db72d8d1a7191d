namespace Redline.Delivery.Effects;

/// <summary>The secrets one effect uses: found anew with each attempt, all of them known to its redactor. One thread.</summary>
internal sealed class EffectSecrets
{
    private const int Shortest = 8; // a shorter one is guessed, and taking it out of texts would take out half of them
    private const int Longest = 4_096;

    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>Takes them out of texts.</summary>
    public SecretRedactor Redactor { get; } = new();

    /// <summary>Finds every secret a request names; otherwise says which cannot be used, and why.</summary>
    public (string Code, string Detail)? Find(EffectRequest request, ISecretSource source)
    {
        var names = request.Headers.Select(h => h.Secret).Append(request.SigningSecret).OfType<string>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (source.Find(name) is not { } secret) return (EffectCodes.SecretUnknown, $"There is no secret {name}; flows.secrets names them.");
                if (secret.Length is < Shortest or > Longest || secret.Any(c => c is < ' ' or > '~'))
                    return (EffectCodes.SecretUnfit, $"The secret {name} must be {Shortest} to {Longest} printable ASCII characters.");
                if (_found.TryGetValue(name, out var known) && known == secret) continue;
                _found[name] = secret;
                Redactor.Add(name, secret);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return (EffectCodes.SecretUnreadable, $"The secret {name} cannot be read.");
            }
        }

        return null;
    }

    /// <summary>A secret that was found.</summary>
    public string this[string name] => _found[name];
}
