using System.Text.RegularExpressions;

namespace Redline.Delivery.Effects;

/// <summary>What a secret may be called.</summary>
public static partial class SecretNames
{
    /// <summary>Whether a text names a secret: 1 to 64 letters, digits and <c>- _</c>.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
