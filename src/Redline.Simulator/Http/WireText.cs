using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Redline.Simulator.Http;

/// <summary>Texts as the platform spells them.</summary>
public static class WireText
{
    /// <summary>ISO 8601 with milliseconds.</summary>
    public static string Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>As in the <c>Date</c> header.</summary>
    public static string HttpDate(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>An id that nothing else has.</summary>
    public static string NewId() => Guid.NewGuid().ToString();

    /// <summary>The same id for the same name, at every start: what knows only names gets the ids the platform would give.</summary>
    public static string IdOf(string kind, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{name}"))[..16];
        hash[7] = (byte)((hash[7] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash).ToString();
    }

    /// <summary>Text that cannot be guessed.</summary>
    public static string Secret(int bytes = 32) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes))
        .Replace('+', '-').Replace('/', '_').TrimEnd('=');
}
