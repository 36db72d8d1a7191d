using System.Text;
using System.Text.Json;

namespace Redline.Delivery.Effects;

/// <summary>Takes the secrets an effect used out of texts, as they are and as they are spelled in addresses, JSON and Base64. One thread.</summary>
internal sealed class SecretRedactor
{
    private readonly List<(string Spelling, string Instead)> _spellings = [];

    /// <summary>A secret was used.</summary>
    public void Add(string name, string secret)
    {
        var instead = $"[secret:{name}]";
        var (quoted, escaped) = (secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal), Uri.EscapeDataString(secret));
        string[] spellings =
        [
            secret, escaped, escaped.Replace("%20", "+", StringComparison.Ordinal), JsonEncodedText.Encode(secret).ToString(), quoted,
            quoted.Replace("/", "\\/", StringComparison.Ordinal), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ];
        _spellings.AddRange(spellings.Distinct(StringComparer.Ordinal).Select(s => (s, instead)));
        _spellings.Sort((a, b) => b.Spelling.Length.CompareTo(a.Spelling.Length)); // one that holds another goes first
    }

    /// <summary>The text without them.</summary>
    public string Redact(string text)
    {
        foreach (var (spelling, instead) in _spellings) text = text.Replace(spelling, instead, StringComparison.OrdinalIgnoreCase);
        return text;
    }
}
