namespace Redline.Server.Identity;

/// <summary>
/// Codes people sign in with. Those of the demo can be used again and again, so that its links can: 256 random bits
/// each, kept only as hashes. Immutable; any thread.
/// </summary>
internal sealed class SignInCodes
{
    private readonly Dictionary<string, Person> _byHash;

    public SignInCodes(IEnumerable<(string CodeHash, Person Person)> codes) =>
        _byHash = codes.ToDictionary(c => c.CodeHash, c => c.Person, StringComparer.Ordinal);

    /// <summary>Whose code it is, or null.</summary>
    public Person? Find(string code) => _byHash.GetValueOrDefault(Secrets.Hash(code));
}
