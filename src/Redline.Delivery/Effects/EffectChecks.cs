using System.Text;
using System.Text.RegularExpressions;

namespace Redline.Delivery.Effects;

/// <summary>Whether an intent is one: what flows fill in at run time is checked before anything is sent.</summary>
internal static partial class EffectChecks
{
    private const int MaxKey = 300;
    private const int MaxHeaders = 32;
    private const int MaxHeaderText = 2_048;
    private const int MaxBody = 262_144;
    private const int MaxData = 32;
    private const int MaxAttempts = 10;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Headers that are ours, or the connection's.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive", "Upgrade", "TE", "Trailer", "Expect", "Accept-Encoding",
        "Proxy-Authorization", "Proxy-Connection", "Idempotency-Key", WebhookSignature.Header,
    };

    /// <summary>What is wrong with an intent; null: nothing.</summary>
    public static string? Find(EffectIntent intent)
    {
        var request = intent.Request;
        if (intent.Key.Length is 0 or > MaxKey || intent.Key.Any(c => c is <= ' ' or > '~')) return $"The key must be 1 to {MaxKey} printable characters.";
        if (intent.Priority is < 1 or > 5) return "The priority must be from 1 to 5.";
        if (intent.Kind == EffectKind.HttpRequest && !Methods.Contains(request.Method)) return $"The method must be one of {string.Join(", ", Methods)}.";
        if (request.Headers.Count > MaxHeaders) return $"There may be at most {MaxHeaders} headers.";
        if (request.Headers.Select(Find).FirstOrDefault(e => e is not null) is { } header) return header;
        if (request.Body is { } body && Encoding.UTF8.GetByteCount(body) > MaxBody) return $"The body may have at most {MaxBody} bytes.";
        if (!IsWithin(request.Timeout, 0.1, 120)) return "The timeout must be from 0.1 to 120 s.";
        if (!IsWithin(request.OverallTimeout, 0.1, 3_600)) return "The overall timeout must be from 0.1 to 3,600 s.";
        if (request.Retry.Attempts is < 1 or > MaxAttempts) return $"There may be 1 to {MaxAttempts} attempts.";
        if (!IsWithin(request.Retry.Delay, 0.01, 300) || !IsWithin(request.Retry.MaxDelay, 0.01, 300)) return "The pauses must be from 0.01 to 300 s.";
        if (request.Answer.Count > MaxData) return $"At most {MaxData} values may be read off the answer.";
        return request.Answer.Values.FirstOrDefault(p => AnswerPath.TryParse(p) is null) is { } path ? $"{path} is no path such as $.customer.tier or $.items[0]." : null;
    }

    /// <summary>Whether a header describes the body.</summary>
    public static bool IsOfContent(string name) =>
        name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.Equals("Expires", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Last-Modified", StringComparison.OrdinalIgnoreCase) || name.Equals("Allow", StringComparison.OrdinalIgnoreCase);

    private static string? Find(EffectHeader header)
    {
        if (!Token().IsMatch(header.Name) || Reserved.Contains(header.Name)) return $"{header.Name} is no header that can be set.";
        if (header.Text.Length > MaxHeaderText || header.Text.Any(c => char.IsControl(c) || c > '~'))
            return $"The value of {header.Name} must be at most {MaxHeaderText} printable ASCII characters on one line.";
        return header.Secret is { } secret && !SecretNames.IsName(secret) ? $"{header.Name} names a secret that cannot be." : null;
    }

    private static bool IsWithin(TimeSpan value, double min, double max) => value.TotalSeconds >= min && value.TotalSeconds <= max;

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\z")]
    private static partial Regex Token();
}
