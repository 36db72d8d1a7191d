namespace Redline.Server.Http;

/// <summary>The pages that may show ours in a frame, beside the server's own. Immutable.</summary>
internal sealed class FrameAncestors(IReadOnlyList<string> origins)
{
    private const string AnyBelow = "https://*.";

    // The pages people work in; those for operators are in nobody's frame.
    private static readonly PathString[] Pages = ["/desktop", "/genesys"];

    private readonly string _all = string.Join(' ', ["'self'", .. origins]);

    /// <summary>Whether a text is an origin, or <c>https://*.</c> and a domain: every name below it.</summary>
    public static bool IsAncestor(string text) =>
        AllowedOrigins.IsOrigin(text.StartsWith(AnyBelow, StringComparison.Ordinal) ? "https://" + text[AnyBelow.Length..] : text);

    /// <summary>What a page's content security policy says of frames.</summary>
    public string Of(PathString page) => Array.Exists(Pages, p => page.StartsWithSegments(p)) ? _all : "'self'";
}
