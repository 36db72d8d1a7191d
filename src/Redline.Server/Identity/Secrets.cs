using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Redline.Server.Identity;

/// <summary>Makes secrets and the only form of them that is kept: a hash.</summary>
internal static class Secrets
{
    private const int Bytes = 32;
    private const int IdBytes = 12;

    /// <summary>256 random bits as text that needs no escaping in a URL or a form.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A random id that is no secret: short, and safe in a path.</summary>
    public static string MakeId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>
    /// The hash a secret is looked up by. Plain SHA-256 is enough: what it hides is random, not chosen by a person.
    /// </summary>
    public static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether a secret is the one whose hash was kept; takes as long whatever the answer.</summary>
    public static bool Matches(string? secret, string hash) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Hash(secret ?? "")), Encoding.ASCII.GetBytes(hash));
}
