using System.Text.Json.Serialization;
using Redline.Server.Http;

namespace Redline.Server.Identity;

/// <summary>What <c>POST /oauth/token</c> answers (RFC 6749, section 5.1).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>A refused grant (RFC 6749, section 5.2).</summary>
internal sealed record TokenRefusal(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);

/// <summary><c>POST /oauth/token</c>: a sign-in code for a bearer token. Open to everybody: the code is the credential.</summary>
internal static class TokenEndpoint
{
    public const string SignInCodeGrant = "urn:redline:grant-type:sign-in-code";

    private const long MaxBody = 8 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/oauth/token", HandleAsync).IsOpen("the code is the credential");

    private static async Task<IResult> HandleAsync(HttpContext http, SignInCodes codes, AccessTokens tokens)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > MaxBody)
            return Refuse("invalid_request", "Send a form (application/x-www-form-urlencoded) of at most 8 KiB with grant_type and code.");
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return Refuse("invalid_request", "The form cannot be read.");
        }

        if (form["grant_type"] != SignInCodeGrant)
            return Refuse("unsupported_grant_type", $"This version grants tokens for {SignInCodeGrant} only.");
        if (form["code"].ToString() is not { Length: > 0 and <= 256 } code || codes.Find(code) is not { } person)
            return Refuse("invalid_grant", "The code is not one of this server; take the link it printed.");
        return Results.Json(new TokenAnswer(tokens.Issue(person), "Bearer", (int)AccessTokens.Life.TotalSeconds));
    }

    private static IResult Refuse(string error, string description) =>
        Results.Json(new TokenRefusal(error, description), statusCode: StatusCodes.Status400BadRequest);
}
