using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Redline.Delivery.Effects;

/// <summary>
/// Signs a request so that its receiver knows that it comes from who holds the secret, is unchanged, and is not an old one
/// sent again: <c>Redline-Signature: t=1764178200,v1=</c> and the HMAC-SHA256, in hexadecimal, of the timestamp in seconds, a
/// dot and the body as it was sent. docs/operating/flows-http.md has an example that verifies it.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header it stands in.</summary>
    public const string Header = "Redline-Signature";

    /// <summary>The header's value for a body sent at an instant.</summary>
    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return $"t={timestamp},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
