using Redline.Server.Identity;

namespace Redline.Server.Http;

/// <summary>What an endpoint asks of its caller: a permission, or nothing at all on purpose. Every endpoint has one.</summary>
/// <param name="Permission">The permission; null: open to everybody.</param>
/// <param name="Why">Why it is open; null when it is not.</param>
internal sealed record EndpointPermission(string? Permission, string? Why);

/// <summary>Declares and enforces the permission of an endpoint.</summary>
internal static class PermissionExtensions
{
    private static readonly object CallerKey = new();

    /// <summary>Lets in whoever holds the permission: 401 without a valid token, 403 naming what is missing.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, string permission) where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new EndpointPermission(permission, null));
        return builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (await AuthenticateAsync(http) is { } refusal) return refusal;
            return http.Caller().May(permission)
                ? await next(context)
                : ApiResults.Refuse(http, StatusCodes.Status403Forbidden, "missing.permissions",
                    $"This needs the permission {permission}.", new ApiErrorDetail("missing.permission", null, permission));
        });
    }

    /// <summary>Declares that an endpoint is open to everybody, and why.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder builder, string why) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new EndpointPermission(null, why));

    /// <summary>Who sent the request; only behind <see cref="Requires"/>.</summary>
    public static Caller Caller(this HttpContext http) => (Caller)http.Items[CallerKey]!;

    private static async ValueTask<IResult?> AuthenticateAsync(HttpContext http)
    {
        const string scheme = "Bearer ";
        http.Response.Headers.CacheControl = "no-store";
        var header = http.Request.Headers.Authorization.ToString();
        if (header.Length == 0) return Unauthorized(http, "authentication.required", "Send a bearer token in the Authorization header.");
        var token = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : "";
        var callers = http.RequestServices.GetRequiredService<ICallers>();
        if (token.Length is 0 or > 1024 || await callers.FindAsync(token, http.RequestAborted) is not { } caller)
            return Unauthorized(http, "bad.credentials", "The token is not valid, or no longer; get a new one at POST /oauth/token.");
        http.Items[CallerKey] = caller;
        return null;
    }

    private static IResult Unauthorized(HttpContext http, string code, string message)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiResults.Refuse(http, StatusCodes.Status401Unauthorized, code, message);
    }
}
