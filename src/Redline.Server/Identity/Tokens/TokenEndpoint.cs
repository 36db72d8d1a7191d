using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Redline.Delivery.Journal;
using Redline.Server.Http;
using Redline.Server.OpenApi;

namespace Redline.Server.Identity.Tokens;

/// <summary><c>POST /oauth/token</c> (RFC 6749). Open to everybody: what is sent is the credential.</summary>
internal static class TokenEndpoint
{
    public const string SignInCodeGrant = "urn:redline:grant-type:sign-in-code";

    private const long MaxBody = 8 * 1024;
    private const int MaxValueLength = 512;

    private static readonly string[] Parameters = ["grant_type", "code", "refresh_token", "client_id", "client_secret"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/oauth/token", HandleAsync).IsOpen("what is sent is the credential")
            .Describes("Identity", "createToken", "Exchanges a client's secret, a sign-in code or a refresh token for an access token.",
                Api.TakesForm(IdentitySchemas.TokenRequest, IdentitySchemas.TokenExample), Api.Answers(200, "The token.", IdentitySchemas.Token),
                Api.Answers(400, "`invalid_request`, `invalid_grant`, `unsupported_grant_type`", IdentitySchemas.TokenRefusal),
                Api.Answers(401, "`invalid_client`", IdentitySchemas.TokenRefusal, "WWW-Authenticate"),
                Api.Answers(429, "`slow_down`", IdentitySchemas.TokenRefusal, "Retry-After"),
                Api.Answers(503, "`temporarily_unavailable`", IdentitySchemas.TokenRefusal));

    private static async Task<IResult> HandleAsync(HttpContext http, ITokenGrants grants)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > MaxBody)
            return Refuse("invalid_request", "Send a form (application/x-www-form-urlencoded) of at most 8 KiB with grant_type.");
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return Refuse("invalid_request", "The form cannot be read.");
        }

        if (Mistake(form) is { } mistake) return Refuse("invalid_request", mistake);
        if (!ClientCredentials.TryRead(http.Request.Headers.Authorization, form, out var client, out var problem))
            return Refuse("invalid_request", problem);
        try
        {
            return Answer(http, await grants.GrantAsync(Request(http, form, client), http.RequestAborted));
        }
        catch (JournalWriteException)
        {
            return Results.Json(
                new TokenRefusal("temporarily_unavailable", "The sign-in could not be stored; try again."), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static string? Mistake(IFormCollection form)
    {
        foreach (var name in Parameters)
        {
            if (form[name].Count > 1) return $"{name} is there more than once.";
            if (form[name].ToString().Length > MaxValueLength)
                return $"{name} is longer than {MaxValueLength} characters.";
        }

        return form["grant_type"].ToString().Length == 0 ? "grant_type is missing." : null;
    }

    private static TokenRequest Request(HttpContext http, IFormCollection form, ClientCredentials client) => new()
    {
        GrantType = form["grant_type"].ToString(),
        Code = Value(form, "code"),
        RefreshToken = Value(form, "refresh_token"),
        ClientId = client.Id,
        ClientSecret = client.Secret,
        Address = AddressOf(http.Connection.RemoteIpAddress),
        ContextId = http.TraceIdentifier,
    };

    private static string? Value(IFormCollection form, string name) =>
        form[name].ToString() is { Length: > 0 } value ? value : null;

    // An IPv6 host chooses the second half of its address at will: the first names the line it is on.
    private static string AddressOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static IResult Answer(HttpContext http, TokenGrant grant)
    {
        if (grant.Answer is { } answer) return Results.Json(answer);
        if (grant.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Results.Json(grant.Refusal, statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (grant.Refusal!.Error != TokenGrant.InvalidClient)
            return Results.Json(grant.Refusal, statusCode: StatusCodes.Status400BadRequest);
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"redline\"";
        return Results.Json(grant.Refusal, statusCode: StatusCodes.Status401Unauthorized);
    }

    private static IResult Refuse(string error, string description) =>
        Results.Json(new TokenRefusal(error, description), statusCode: StatusCodes.Status400BadRequest);
}
