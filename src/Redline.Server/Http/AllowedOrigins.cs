namespace Redline.Server.Http;

/// <summary>The pages that may call this server: its own, and those of the origins in the options. Immutable.</summary>
internal sealed class AllowedOrigins(IReadOnlyList<string> origins)
{
    private readonly HashSet<string> _origins = new(origins, StringComparer.Ordinal);

    /// <summary>Only the server's own pages.</summary>
    public static AllowedOrigins None { get; } = new([]);

    /// <summary>Whether there is any beside the server's own.</summary>
    public bool HasAny => _origins.Count > 0;

    /// <summary>Whether a text is exactly what a browser sends as an origin; <c>null</c> and <c>*</c> are not.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.GetLeftPart(UriPartial.Authority) == text;

    /// <summary>Whether an origin is named in the options.</summary>
    public bool Names(string origin) => _origins.Contains(origin);

    /// <summary>Whether the page that sent a request may; a request without an origin is not from a page.</summary>
    public bool Allows(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin] || IsOwn(request, origin) || Names(origin);

    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
