using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Server.Configuration;
using Redline.Server.Registrations;
using Redline.Server.Serving;
using Redline.Server.Tests.Identity;
using Redline.TestKit;

namespace Redline.Server.Tests;

/// <summary>The server as <c>redline serve</c> starts it, with people, on a clock of the test's and a journal of its own.</summary>
internal sealed class ServedOrganization : IAsyncDisposable
{
    public const string People = """
        people:
          - {id: ana, name: Ana Weber, role: AGENT, queues: [billing]}
          - {id: ben, name: Ben Ode, role: AGENT}
          - {id: sam, name: Sam Brook, role: SUPERVISOR, divisions: [north]}
          - {id: zoe, name: Zoe Adler, role: ADMINISTRATOR}
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _client = new();
    private OrganizationServer _server = null!;
    private string _administrator = "";
    private int _coalesceMilliseconds;

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Where it listens.</summary>
    public string Address => _server.Address;

    public string DatabasePath => _directory.File("redline.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ServedOrganization> StartAsync(RegistrationOptions? registrations = null, int coalesceMilliseconds = 0)
    {
        var organization = new ServedOrganization { _coalesceMilliseconds = coalesceMilliseconds };
        await organization.StartServerAsync(registrations, People);
        var signedIn = await organization.SignInAsync(organization._server.FirstSignInCode!);
        organization._administrator = signedIn.Text("access_token")!;
        return organization;
    }

    /// <summary>The token of Zoe, who may do everything.</summary>
    public string Administrator => _administrator;

    /// <summary>Stops the server and starts it on the same data; tokens stay valid.</summary>
    public async Task RestartAsync(RegistrationOptions? registrations = null, string people = People)
    {
        await _server.DisposeAsync();
        await StartServerAsync(registrations, people);
    }

    public async Task<string> TokenOfAsync(string personId)
    {
        var code = await AskAsync("POST", $"/api/v2/people/{personId}/signincodes", _administrator);
        return (await SignInAsync(code.Text("code")!)).Text("access_token")!;
    }

    /// <summary>The token of a client that was made with these properties.</summary>
    public async Task<string> ClientTokenAsync(string properties)
    {
        var client = await AskAsync("POST", "/api/v2/oauth/clients", _administrator, $$"""{"name":"c",{{properties}}}""");
        var form = Form(("grant_type", "client_credentials"), ("client_id", client.Text("id")!), ("client_secret", client.Text("secret")!));
        return (await SendAsync(new(HttpMethod.Post, "/oauth/token") { Content = form }, null)).Text("access_token")!;
    }

    public Task<Answer> AskAsync(string method, string path, string? token, string? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return SendAsync(request, token);
    }

    /// <summary>Sends a body of any type, with what is to be there.</summary>
    public Task<Answer> AskAsync(string method, string path, string? token, HttpContent? body, string? ifMatch)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return SendAsync(request, token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task StartServerAsync(RegistrationOptions? registrations, string people)
    {
        var file = _directory.File("people.yaml");
        await File.WriteAllTextAsync(file, people, Cancel);
        _server = await OrganizationServer.StartAsync(
            new RedlineOptions
            {
                Server = new() { Port = 0, DataDirectory = _directory.Root },
                Identity = new() { PeopleFile = file },
                Registrations = registrations ?? new(),
                Limits = new() { CoalesceMilliseconds = _coalesceMilliseconds },
            },
            Time, NullLoggerProvider.Instance);
    }

    private Task<Answer> SignInAsync(string code) => SendAsync(
        new(HttpMethod.Post, "/oauth/token") { Content = Form(("grant_type", "urn:redline:grant-type:sign-in-code"), ("code", code)) }, null);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private async Task<Answer> SendAsync(HttpRequestMessage request, string? token)
    {
        using (request)
        {
            request.RequestUri = new Uri(new Uri(_server.Address), request.RequestUri!);
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _client.SendAsync(request, Cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(Cancel);
            return new(response.StatusCode, bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes), response.Headers);
        }
    }
}
