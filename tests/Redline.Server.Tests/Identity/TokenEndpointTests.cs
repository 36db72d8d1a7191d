using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Redline.Server.Identity;
using Redline.Server.Identity.Tokens;

namespace Redline.Server.Tests.Identity;

public sealed class TokenEndpointTests
{
    private const string Grant = TokenEndpoint.SignInCodeGrant;

    [Fact]
    public async Task Token_WhenTheCodeIsRight_IsGrantedForAnHourAndLetsTheDesktopIn()
    {
        await using var server = await RunningServer.StartAsync();

        var (status, json, cacheControl) = await AskAsync(
            server, Form(("grant_type", Grant), ("code", RunningServer.Code)));

        Assert.Equal((HttpStatusCode.OK, "no-store"), (status, cacheControl));
        Assert.Equal(["access_token", "expires_in", "token_type"], json.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(("Bearer", 3_600), (json.Text("token_type"), json.GetProperty("expires_in").GetInt32()));
        using var desktop = await TestDesktop.JoinAsync(server.Address, json.Text("access_token"));
        Assert.Equal("ana", desktop.Hello.GetProperty("person").Text("id"));
    }

    [Fact]
    public async Task Token_WhenTheCodeIsUsedAgain_IsAnotherOneAndBothAreValid()
    {
        await using var server = await RunningServer.StartAsync();

        var tokens = new List<string>();
        for (var i = 0; i < 2; i++) tokens.Add(await SignIn.TokenAsync(server.Address, RunningServer.Code));

        Assert.NotEqual(tokens[0], tokens[1]);
        Assert.All(tokens, t => Assert.Equal(RunningServer.Ana, server.Tokens.Find(t)));
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "invalid_grant", $"grant_type={Grant}&code=wrong" },
        { "invalid_grant", $"grant_type={Grant}&code={RunningServer.Code.ToUpperInvariant()}" },
        { "invalid_grant", $"grant_type={Grant}&code={Secrets.Hash(RunningServer.Code)}" },
        { "invalid_grant", $"grant_type={Grant}&code=" },
        { "invalid_grant", $"grant_type={Grant}" },
        { "invalid_request", $"grant_type={Grant}&code={RunningServer.Code}&code={RunningServer.Code}" },
        { "invalid_request", $"code={RunningServer.Code}" },
        { "unsupported_grant_type", $"grant_type=client_credentials&code={RunningServer.Code}" },
        { "invalid_request", $"grant_type={Grant}&grant_type={Grant}&code={RunningServer.Code}" },
        { "invalid_request", "" },
        { "invalid_request", string.Concat(Enumerable.Range(0, 1_100).Select(i => $"a{i}=&")) },
        { "invalid_request", $"grant_type={Grant}&code={RunningServer.Code}&padding={new string('x', 8 * 1024)}" },
        { "invalid_request", $"grant_type={Grant}&code={RunningServer.Code}&padding={new string('x', 512 * 1024)}" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Token_WhenTheFormIsWrong_IsRefusedByItsCode(string error, string form)
    {
        await using var server = await RunningServer.StartAsync();

        await AssertRefusedAsync(
            server, error, new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"));
    }

    [Fact]
    public async Task Token_WhenTheBodyIsNoForm_IsRefused()
    {
        await using var server = await RunningServer.StartAsync();

        var json = $$"""{"grant_type":"{{Grant}}","code":"{{RunningServer.Code}}"}""";
        await AssertRefusedAsync(server, "invalid_request", new StringContent(json, Encoding.UTF8, "application/json"));
        await AssertRefusedAsync(server, "invalid_request", new ByteArrayContent([]));
    }

    [Theory]
    [InlineData(
        "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\nbroken off")]
    [InlineData("multipart/form-data; boundary=b", "--x--\r\n")]
    [InlineData("multipart/form-data", "no boundary")]
    public async Task Token_WhenAMultipartFormIsBroken_IsRefused(string type, string body)
    {
        await using var server = await RunningServer.StartAsync();
        var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        await AssertRefusedAsync(server, "invalid_request", content);
    }

    [Fact]
    public async Task Token_WhenTheBodyComesInChunksOfUnknownLength_IsRefused()
    {
        await using var server = await RunningServer.StartAsync();

        await AssertRefusedAsync(
            server, "invalid_request", Form(("grant_type", Grant), ("code", RunningServer.Code)), chunked: true);
    }

    [Fact]
    public async Task Token_WhenTheBodyIsAnnouncedAsHuge_IsRefusedBeforeItIsSent()
    {
        await using var server = await RunningServer.StartAsync();

        await AssertRefusedAsync(server, "invalid_request", new UnsentForm(1L << 40), expectContinue: true);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static async Task AssertRefusedAsync(
        RunningServer server, string error, HttpContent content, bool chunked = false, bool expectContinue = false)
    {
        var (status, json, cacheControl) = await AskAsync(server, content, chunked, expectContinue);

        Assert.Equal((HttpStatusCode.BadRequest, error, "no-store"), (status, json.Text("error"), cacheControl));
        Assert.Equal(["error", "error_description"], json.EnumerateObject().Select(p => p.Name));
        Assert.DoesNotContain(RunningServer.Code, json.GetRawText());
        Assert.Empty(server.Logs.Errors);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Json, string? CacheControl)> AskAsync(
        RunningServer server, HttpContent content, bool chunked = false, bool expectContinue = false)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = expectContinue;

        using var answer = await client.SendAsync(request).InTime();
        var json = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync().InTime());
        return (answer.StatusCode, json, answer.Headers.CacheControl?.ToString());
    }

    /// <summary>A form of a length, whose sending would be a mistake.</summary>
    private sealed class UnsentForm : HttpContent
    {
        private readonly long _length;

        public UnsentForm(long length)
        {
            _length = length;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new InvalidOperationException("The server asked for the body.");

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }
}
