using System.Security.Cryptography;
using System.Text;
using Redline.Simulator.Http;

namespace Redline.Simulator.Tests.Emulation;

public sealed class LoginTests
{
    private const string Back = "https://desk.example.com/back";

    private static readonly string Verifier = new('v', 64);

    private readonly PlatformRig _rig = new();

    [Fact]
    public void Token_WhenSecretIsRight_LivesADayOfSimulatedTime()
    {
        Assert.Equal(200, Me(_rig.Token).Status);
        _rig.Advance(86_399);
        Assert.Equal(200, Me(_rig.Token).Status);
        _rig.Advance(1);
        Assert.Equal("bad.credentials", _rig.Refused(401, "GET", "/api/v2/tokens/me"));
    }

    [Fact]
    public void Token_WhenClientOrSecretIsWrong_SaysInvalidClient()
    {
        var unknown = _rig.Send("POST", "/oauth/token", "grant_type=client_credentials", null, ("Authorization", "Basic " + Base64("nobody:secret")));
        var wrong = _rig.Send("POST", "/oauth/token", "grant_type=client_credentials", null, ("Authorization", "Basic " + Base64($"{PlatformRig.Client}:wrong")));

        Assert.Equal((400, "invalid_client"), (unknown.Status, (string)PlatformRig.Json(unknown)["error"]!));
        Assert.Equal((401, "invalid_client"), (wrong.Status, (string)PlatformRig.Json(wrong)["error"]!));
    }

    [Fact]
    public void Call_WhenThereIsNoToken_AsksForOne() =>
        Assert.Equal("authentication.required", (string)PlatformRig.Json(_rig.Send("GET", "/api/v2/routing/queues"))["code"]!);

    [Fact]
    public void Delete_OfTheTokenInUse_EndsIt()
    {
        _rig.Ask("DELETE", "/api/v2/tokens/me");

        Assert.Equal("bad.credentials", _rig.Refused(401, "GET", "/api/v2/tokens/me"));
    }

    [Fact]
    public void Login_WithPkce_GivesATokenOfTheUser()
    {
        var token = Exchange(Code(Authorize("ann@example.com")), Verifier);

        Assert.Equal("Ann", (string)_rig.Ask("GET", "/api/v2/users/me", token: token)["name"]!);
        Assert.Equal("CODE", (string)_rig.Ask("GET", "/api/v2/tokens/me", token: token)["OAuthClient"]!["authorizedGrantType"]!);
    }

    [Fact]
    public void Login_WhenVerifierIsWrongOrCodeWasUsed_IsRefused()
    {
        var code = Code(Authorize("ann@example.com"));

        Assert.Null(Exchange(code, new string('w', 64)));
        Assert.Null(Exchange(code, Verifier));
    }

    [Fact]
    public void Authorize_WhenAddressIsNotTheClients_DoesNotRedirect() => Assert.Equal(400, _rig.Send(
        "GET", $"/oauth/authorize?client_id={PlatformRig.People}&redirect_uri=https://elsewhere.example.com&response_type=code&code_challenge=x&code_challenge_method=S256").Status);

    [Fact]
    public void Authorize_WhenNobodyIsNamed_LetsChoose()
    {
        var page = Authorize(null);

        Assert.Equal(200, page.Status);
        Assert.Contains("sam.brook%40example.com", Encoding.UTF8.GetString(page.Body.Span));
    }

    [Fact]
    public void Me_WhenTheClientCallsByItself_IsRefused() => Assert.Equal("bad.request", _rig.Refused(400, "GET", "/api/v2/users/me"));

    private EmulatedAnswer Me(string token) => _rig.Send("GET", "/api/v2/tokens/me", null, token);

    private EmulatedAnswer Authorize(string? user)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var hint = user is null ? "" : $"&login_hint={Uri.EscapeDataString(user)}";
        return _rig.Send("GET", $"/oauth/authorize?client_id={PlatformRig.People}&redirect_uri={Uri.EscapeDataString(Back)}&response_type=code&state=s&code_challenge={challenge}&code_challenge_method=S256{hint}");
    }

    private static string Code(EmulatedAnswer redirect)
    {
        Assert.Equal(302, redirect.Status);
        Assert.StartsWith(Back, redirect.Headers["Location"]);
        Assert.EndsWith("&state=s", redirect.Headers["Location"]);
        return redirect.Headers["Location"].Split("code=")[1].Split('&')[0];
    }

    private string? Exchange(string code, string verifier)
    {
        var form = $"grant_type=authorization_code&code={code}&code_verifier={verifier}&client_id={PlatformRig.People}&redirect_uri={Uri.EscapeDataString(Back)}";
        return (string?)PlatformRig.Json(_rig.Send("POST", "/oauth/token", form))["access_token"];
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
