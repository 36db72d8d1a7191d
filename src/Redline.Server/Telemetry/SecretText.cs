using System.Text.RegularExpressions;

namespace Redline.Server.Telemetry;

/// <summary>
/// Takes out of a text what looks like a token: a JWT, what follows <c>Bearer</c>, and a run of 40 or more characters that
/// tokens are made of. A short secret is not found: whoever reports must not send any.
/// </summary>
internal static partial class SecretText
{
    public const string Redacted = "[redacted]";

    /// <summary>The text without them.</summary>
    public static string Redact(string text) => Token().Replace(text, Redacted);

    // Each run is taken whole, so that time grows with the length of the text and no faster.
    [GeneratedRegex(@"\bBearer[\s:]+[^\s""',;]+|\beyJ[\w-]*\.[\w.-]*|(?>[A-Za-z0-9_+/=-]{40,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
