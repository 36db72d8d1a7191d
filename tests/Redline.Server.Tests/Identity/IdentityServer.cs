using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Redline.Delivery.Journal;
using Redline.Server.Identity;
using Redline.TestKit;

namespace Redline.Server.Tests.Identity;

/// <summary>What a server answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Json, HttpResponseHeaders Headers)
{
    public string? Text(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>A real server with the identity endpoints, on loopback, with a journal in a directory of its own.</summary>
internal sealed class IdentityServer : IAsyncDisposable
{
    public const string People = """
        people:
          - {id: ana, name: Ana Weber, role: AGENT, queues: [billing], email: ana@example.com, phone: "+4930123456"}
          - {id: ben, name: Ben Ode, role: AGENT}
          - {id: sam, name: Sam Brook, role: SUPERVISOR, divisions: [north]}
          - {id: zoe, name: Zoe Adler, role: ADMINISTRATOR}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly HttpClient _client = new();
    private readonly WebApplication _app;
    private readonly bool _ownsJournal;

    private IdentityServer(WebApplication app, IdentityParts parts, SqliteJournal journal, bool ownsJournal, FakeTimeProvider time, CollectedLogs logs, string directory)
    {
        (_app, Parts, Journal, _ownsJournal, Time, Logs, Directory) = (app, parts, journal, ownsJournal, time, logs, directory);
        _client.BaseAddress = new Uri(app.Urls.First());
    }

    public IdentityParts Parts { get; }

    public SqliteJournal Journal { get; }

    public FakeTimeProvider Time { get; }

    public CollectedLogs Logs { get; }

    public string Directory { get; }

    public static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("redline-identity-").FullName;

    /// <summary>Starts a server with the four people of <see cref="People"/>.</summary>
    public static async Task<IdentityServer> StartAsync(
        IdentityOptions? options = null, string? directory = null, FakeTimeProvider? time = null, SqliteJournal? journal = null,
        string organizationId = "default", string people = People)
    {
        directory ??= NewDirectory();
        time ??= new FakeTimeProvider();
        var file = Path.Combine(directory, organizationId + ".people.yaml");
        await File.WriteAllTextAsync(file, people);
        var owns = journal is null;
        journal ??= await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = Path.Combine(directory, "redline.db") });
        var parts = await IdentityParts.OpenAsync(journal, organizationId, (options ?? new()) with { PeopleFile = file }, time);
        var logs = new CollectedLogs();
        var app = RedlineServer.Build(0, logs, s => parts.AddTo(s).AddSingleton<TimeProvider>(time), IdentityEndpoints.Map);
        await app.StartAsync();
        return new(app, parts, journal, owns, time, logs, directory);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        Parts.Dispose();
        if (_ownsJournal) await Journal.DisposeAsync();
    }

    public IEnumerable<Microsoft.AspNetCore.Routing.RouteEndpoint> Endpoints() =>
        ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_app).DataSources.SelectMany(s => s.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>();

    /// <summary>The first start's code; null: there was one before.</summary>
    public async Task<string?> BeginAsync() => (await Parts.BeginAsync(Cancel))?.Code;

    /// <summary>Another code for an administrator.</summary>
    public async Task<string> RecoverAsync() => (await Parts.RecoverAsync(Cancel)).Code;

    public async Task<Caller?> CallerOfAsync(string token) => await Parts.Callers.FindAsync(token, Cancel);

    public async Task<long> CountAsync(string collection) => await Journal.CountRecordsAsync("default", collection, Cancel);

    /// <summary>Writes people.yaml anew and loads it; gives its mistakes.</summary>
    public async Task<IReadOnlyList<string>> ReloadAsync(string people)
    {
        await File.WriteAllTextAsync(Path.Combine(Directory, "default.people.yaml"), people, Cancel);
        return [.. (await Parts.ReloadPeopleAsync(Cancel)).Select(m => m.Code)];
    }

    /// <summary>Sends a form to the token endpoint.</summary>
    public Task<Answer> AskTokenAsync(string? basic, params (string Name, string Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        if (basic is not null) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return SendAsync(request);
    }

    public Task<Answer> SignInAsync(string code) => AskTokenAsync(null, ("grant_type", "urn:redline:grant-type:sign-in-code"), ("code", code));

    public Task<Answer> RefreshAsync(string token) => AskTokenAsync(null, ("grant_type", "refresh_token"), ("refresh_token", token));

    public Task<Answer> AskAsync(string method, string path, string? token, object? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        return SendAsync(request);
    }

    /// <summary>The token of Zoe, who may do everything.</summary>
    public async Task<string> AdministratorAsync()
    {
        return (await SignInAsync(await RecoverAsync())).Text("access_token")!;
    }

    /// <summary>What somebody gets who signs in with a code of theirs.</summary>
    public async Task<Answer> SignInAsAsync(string personId, string administrator)
    {
        var code = await AskAsync("POST", $"/api/v2/people/{personId}/signincodes", administrator);
        return await SignInAsync(code.Text("code")!);
    }

    public async Task<string> TokenOfAsync(string personId) => (await SignInAsAsync(personId, await AdministratorAsync())).Text("access_token")!;

    /// <summary>Every collection's records as text, for what must not be in them.</summary>
    public async Task<string> RecordsAsync(string collection)
    {
        var records = await Journal.ListRecordsAsync("default", collection, descending: false, 0, 1000);
        return string.Join('\n', records.Select(r => $"{r.Key} {Encoding.UTF8.GetString(r.Body.Span)}"));
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _client.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            return new(response.StatusCode, bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes), response.Headers);
        }
    }
}
