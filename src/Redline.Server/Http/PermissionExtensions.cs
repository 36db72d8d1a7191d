using Redline.Server.Idempotency;
using Redline.Server.Identity;
using Redline.Server.Organizations;

namespace Redline.Server.Http;

/// <summary>What an endpoint asks of its caller: a permission, any valid token, or nothing at all on purpose. Every endpoint has one.</summary>
/// <param name="Permission">The permission; null: none.</param>
/// <param name="Why">Why it asks for no permission; null when it does.</param>
/// <param name="NeedsToken">Whether a valid token is needed all the same.</param>
internal sealed record EndpointPermission(string? Permission, string? Why, bool NeedsToken = false);

/// <summary>Declares and enforces the permission of an endpoint.</summary>
internal static class PermissionExtensions
{
    private static readonly object CallerKey = new();

    /// <summary>Lets in whoever holds the permission: 401 without a valid token, 403 naming what is missing.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, string permission) where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new EndpointPermission(permission, null, NeedsToken: true));
        return builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (await AuthenticateAsync(http) is { } refusal) return refusal;
            return http.Caller().May(permission) ? await IdempotentRequests.RunAsync(context, next) : Missing(http, permission);
        });
    }

    /// <summary>Lets in every valid token; what it may do there is the endpoint's to say, and why is said here.</summary>
    public static TBuilder RequiresToken<TBuilder>(this TBuilder builder, string why) where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new EndpointPermission(null, why, NeedsToken: true));
        return builder.AddEndpointFilter(async (context, next) =>
            await AuthenticateAsync(context.HttpContext) ?? await IdempotentRequests.RunAsync(context, next));
    }

    /// <summary>403 naming the permission that is missing.</summary>
    public static IResult Missing(HttpContext http, string permission) => ApiResults.Refuse(
        http, StatusCodes.Status403Forbidden, "missing.permissions", $"This needs the permission {permission}.",
        new ApiErrorDetail("missing.permission", null, permission));

    /// <summary>Declares that an endpoint is open to everybody, and why.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder builder, string why) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new EndpointPermission(null, why));

    /// <summary>Who sent the request; only behind <see cref="Requires"/> or <see cref="RequiresToken"/>.</summary>
    public static Caller Caller(this HttpContext http) => (Caller)http.Items[CallerKey]!;

    /// <summary>The bearer token as it was sent; empty: none. A secret.</summary>
    public static string BearerToken(this HttpContext http)
    {
        const string scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : "";
    }

    private static async ValueTask<IResult?> AuthenticateAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.Headers.Authorization.ToString().Length == 0)
            return Unauthorized(http, "authentication.required", "Send a bearer token in the Authorization header.");
        var token = http.BearerToken();
        var callers = http.RequestServices.GetRequiredService<ICallers>();
        if (token.Length is 0 or > 1024 || await callers.FindAsync(token, http.RequestAborted) is not { } caller)
            return Unauthorized(http, "bad.credentials", "The token is not valid, or no longer; get a new one at POST /oauth/token.");
        if (http.RequestServices.GetService<OrganizationId>() is { } here && here.Value != caller.OrganizationId)
            return ApiResults.Refuse(http, StatusCodes.Status403Forbidden, "organization.other", "The token is another organization's.");
        http.Items[CallerKey] = caller;

        // After the token was found valid: whoever has none cannot use up another's.
        return !caller.IsUnlimited && http.RequestServices.GetService<RateLimits>()?.Take(caller) is { } wait ? TooMany(http, wait) : null;
    }

    private static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ApiResults.Refuse(http, StatusCodes.Status429TooManyRequests, "too.many.requests", $"Too many requests with this token; try again in {seconds} s.");
    }

    private static IResult Unauthorized(HttpContext http, string code, string message)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiResults.Refuse(http, StatusCodes.Status401Unauthorized, code, message);
    }
}
