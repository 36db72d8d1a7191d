using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.Organizations;

namespace Redline.Simulator.Tokens;

/// <summary>What the platform serves at its login host: tokens, the login of users with PKCE, logout.</summary>
internal sealed class LoginEndpoints(TokenStore tokens, ContactCentre centre)
{
    internal void Map(RouteTable routes)
    {
        routes.Add("POST", "/oauth/token", Requirement.Open, Token);
        routes.Add("GET", "/oauth/authorize", Requirement.Open, Authorize);
        routes.Add("GET", "/logout", Requirement.Open, Logout);
    }

    private EmulatedAnswer Token(PlatformCall call)
    {
        var form = call.Form;
        var (id, secret) = Credentials(call, form);
        if (tokens.Client(id) is not { } client) return Refuse(400, "invalid_client", "client not found: invalid_client");
        return form["grant_type"] switch
        {
            "client_credentials" => ForClient(call, client, secret),
            "authorization_code" => ForUser(call, client, secret, form),
            null => Refuse(400, "invalid_request", "missing required parameter: grant_type"),
            var other => Refuse(400, "unsupported_grant_type", $"grant type is not supported: {other}"),
        };
    }

    private EmulatedAnswer ForClient(PlatformCall call, OAuthClient client, string? secret)
    {
        if (client.Secret is null) return Refuse(400, "unauthorized_client", "client is not authorized for grant type: client_credentials");
        return client.Secret == secret ? Issue(call, client, null) : Refuse(401, "invalid_client", "authentication failed");
    }

    private EmulatedAnswer ForUser(PlatformCall call, OAuthClient client, string? secret, QueryText form)
    {
        if (tokens.Take(form["code"], call.Now) is not { } code || code.Client.Id != client.Id)
            return Refuse(400, "invalid_grant", "authorization code is invalid or has expired");
        if (code.RedirectUri != form["redirect_uri"]) return Refuse(400, "invalid_grant", "redirect_uri does not match");
        var isProven = code.Challenge is { } challenge
            ? form["code_verifier"] is { Length: >= 43 and <= 128 } verifier && challenge == ChallengeOf(verifier)
            : client.Secret is not null && client.Secret == secret;
        return isProven ? Issue(call, client, code.User) : Refuse(400, "invalid_grant", "code verifier is invalid");
    }

    private EmulatedAnswer Issue(PlatformCall call, OAuthClient client, CentreUser? user)
    {
        var token = tokens.Issue(client, user, call.Now);
        return EmulatedAnswer.Json(new JsonObject
        {
            ["access_token"] = token.Text,
            ["token_type"] = "bearer",
            ["expires_in"] = client.TokenSeconds,
        }).With("Cache-Control", "no-store");
    }

    private EmulatedAnswer Authorize(PlatformCall call)
    {
        var query = call.Query;
        if (tokens.Client(query["client_id"]) is not { } client) return Page(400, "The client is not known to this organization.");
        if (query["redirect_uri"] is not { } address || !MayReturnTo(client, address)) return Page(400, "The redirect_uri is not one of the client's.");
        if (query["response_type"] != "code") return Back(address, query, ("error", "unsupported_response_type"), ("error_description", "only the code grant is served"));
        if (client.Secret is null && query["code_challenge"] is null)
            return Back(address, query, ("error", "invalid_request"), ("error_description", "code_challenge is required"));
        if (query["code_challenge"] is not null && query["code_challenge_method"] != "S256")
            return Back(address, query, ("error", "invalid_request"), ("error_description", "code_challenge_method must be S256"));
        if (query["login_hint"] is not { } hint) return Choose(call);
        return centre.UserNamed(hint.Split(':')[0]) is { } user
            ? Back(address, query, ("code", tokens.Authorize(new(client, user, address, query["code_challenge"], call.Now))))
            : Page(400, $"Nobody here is called {hint}.");
    }

    private EmulatedAnswer Logout(PlatformCall call)
    {
        var isKnown = call.Query["redirect_uri"] is { } address && tokens.Client(call.Query["client_id"]) is { } client && MayReturnTo(client, address);
        return isKnown ? EmulatedAnswer.Redirect(call.Query["redirect_uri"]!) : Page(200, "Signed out.");
    }

    // An emulated login asks for no password: who signs in is chosen.
    private EmulatedAnswer Choose(PlatformCall call)
    {
        var links = centre.Users.Select(u =>
        {
            var address = $"/oauth/authorize?{call.Request.Query.TrimStart('?')}&login_hint={Uri.EscapeDataString(u.Email)}";
            return $"<li><a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(u.Name)}</a> {WebUtility.HtmlEncode(u.Email)}</li>";
        });
        return Html(200, $"<h1>Sign in as</h1><ul>{string.Concat(links)}</ul>");
    }

    private static (string? Id, string? Secret) Credentials(PlatformCall call, QueryText form)
    {
        const string scheme = "Basic ";
        if (call.Request.Headers.GetValueOrDefault("Authorization") is not { } header || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return (form["client_id"], form["client_secret"]);
        var decoded = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[scheme.Length..].Trim(), decoded, out var length)) return (null, null);
        var text = Encoding.UTF8.GetString(decoded, 0, length);
        var at = text.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    // A client without addresses of its own is one of a test: it may return to this machine.
    private static bool MayReturnTo(OAuthClient client, string address) => client.RedirectUris.Contains(address, StringComparer.Ordinal)
        || (client.RedirectUris.Count == 0 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Scheme is "http" or "https");

    private static EmulatedAnswer Back(string address, QueryText query, params (string Name, string Value)[] parts)
    {
        var all = query["state"] is { } state ? parts.Append(("state", state)) : parts;
        var text = string.Join('&', all.Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
        return EmulatedAnswer.Redirect($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{text}");
    }

    private static string ChallengeOf(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private static EmulatedAnswer Refuse(int status, string error, string description) => EmulatedAnswer.Json(
        new JsonObject { ["error"] = error, ["description"] = description, ["error_description"] = description }, status);

    private static EmulatedAnswer Page(int status, string text) => Html(status, $"<p>{WebUtility.HtmlEncode(text)}</p>");

    private static EmulatedAnswer Html(int status, string body) => new()
    {
        Status = status,
        ContentType = "text/html; charset=utf-8",
        Body = Encoding.UTF8.GetBytes($"<!doctype html><html lang=\"en\"><title>Simulated login</title>{body}</html>"),
    };
}
