using Redline.Server.Http;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Records;
using Redline.Server.OpenApi;

namespace Redline.Server.Identity.Tokens;

/// <summary>
/// <c>POST /api/v2/oauth/tokens/revocation</c>: the token it is sent with ends, and with it the sign-in it came from, or
/// the API key it is.
/// </summary>
internal static class TokenRevocation
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v2/oauth/tokens/revocation", HandleAsync).RequiresToken("whoever holds a token may end it")
            .Describes("Identity", "revokeToken", "Ends the token it is sent with, the sign-in it came from, or the API key it is.", Api.Answers(204, "It is over."));

    private static async Task<IResult> HandleAsync(HttpContext http, IdentityStore store, TokenIssue issue)
    {
        var hash = Secrets.Hash(http.BearerToken());
        var subject = http.Caller().SubjectId;
        await store.ChangeAsync(
            change =>
            {
                if (store.Keys.Find(hash) is { } key)
                {
                    change.Remove(store.Keys, hash);
                    change.Audit(new(subject, AuditAction.KeyDeleted, Subjects.KeyPrefix + key.Id, "own", http.TraceIdentifier));
                }
                else if (store.Tokens.Find(hash) is { } token)
                {
                    change.Remove(store.Tokens, hash);
                    if (token.Family is { } family) issue.RevokeFamily(change, family);
                    change.Audit(new(subject, AuditAction.SignedOut, token.Subject, "own", http.TraceIdentifier));
                }

                return true;
            },
            http.RequestAborted);
        return Results.NoContent();
    }
}
