using System.Security.Cryptography;

namespace Redline.Server.Http;

/// <summary>
/// Gives every request an id that is in its answer, its errors and the log. A caller's own id is taken over when it is
/// short and plain; otherwise it would be a way to write into the log.
/// </summary>
internal sealed class CorrelationIds(RequestDelegate next)
{
    public const string Header = "Redline-Correlation-Id";

    private const int MaxLength = 64;

    public Task InvokeAsync(HttpContext http)
    {
        var given = http.Request.Headers[Header].ToString();
        http.TraceIdentifier = IsPlain(given) ? given : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers[Header] = http.TraceIdentifier;
        return next(http);
    }

    private static bool IsPlain(string text)
    {
        if (text.Length is 0 or > MaxLength) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                return false;
        return true;
    }
}
