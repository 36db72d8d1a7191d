using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redline.Server.Definitions;

/// <summary>What a server answered, or why it did not.</summary>
/// <param name="Json">The answer; null: there is none.</param>
/// <param name="Mistakes">What it found wrong with the definitions.</param>
/// <param name="Failure">Why it could not; null: it could.</param>
internal sealed record DefinitionReply(JsonElement? Json, IReadOnlyList<(string Code, string Path, string Message)> Mistakes, string? Failure);

/// <summary>
/// Talks to a server for <c>redline plan</c> and <c>apply</c>. Who asks comes from the environment or a file, never from the
/// command line or a URL, where others could read it.
/// </summary>
/// <param name="server">The server: <c>https://redline.example</c>.</param>
/// <param name="tokenFile">A file with a bearer token; null: from the environment.</param>
/// <param name="variables">The environment.</param>
internal sealed class DefinitionClient(Uri server, FileInfo? tokenFile, Func<string, string?> variables) : IDisposable
{
    /// <summary>The variables that say who asks.</summary>
    public const string TokenVariable = "REDLINE_TOKEN", ClientIdVariable = "REDLINE_CLIENT_ID", ClientSecretVariable = "REDLINE_CLIENT_SECRET";

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 256 };
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    /// <summary>Sends definitions to <c>plan</c> or <c>apply</c>.</summary>
    public async Task<DefinitionReply> SendAsync(string verb, JsonObject body, CancellationToken cancel)
    {
        if (server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback)
            return Fail("Only https is spoken to another machine: the token would be read on the way.");
        try
        {
            var (token, failure) = await TokenAsync(cancel);
            if (token is null) return Fail(failure!);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/v2/definitions/" + verb));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await _http.SendAsync(request, cancel);
            return await ReadAsync(answer, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or JsonException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Fail($"{server.GetLeftPart(UriPartial.Authority)} does not answer as a Redline server: {e.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<DefinitionReply> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var json = await JsonSerializer.DeserializeAsync<JsonElement>(await answer.Content.ReadAsStreamAsync(cancel), Deep, cancel);
        if (answer.IsSuccessStatusCode) return new(json, [], null);
        var message = json.TryGetProperty("message", out var text) ? text.GetString()! : answer.ReasonPhrase ?? "";
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict && json.TryGetProperty("details", out var details) && details.GetArrayLength() > 0)
            return new(null, [.. details.EnumerateArray().Select(d => (d.GetProperty("errorCode").GetString()!, d.GetProperty("fieldName").GetString() ?? "$", d.GetProperty("message").GetString() ?? message))], null);
        return Fail($"The server refuses: {message} ({(int)answer.StatusCode})");
    }

    private async Task<(string? Token, string? Failure)> TokenAsync(CancellationToken cancel)
    {
        if (tokenFile is not null) return ((await File.ReadAllTextAsync(tokenFile.FullName, cancel)).Trim(), null);
        if (variables(TokenVariable) is { Length: > 0 } token) return (token, null);
        if (variables(ClientIdVariable) is not { Length: > 0 } id || variables(ClientSecretVariable) is not { Length: > 0 } secret)
            return (null, $"Say who asks: {TokenVariable}, or {ClientIdVariable} and {ClientSecretVariable} in the environment, or --token-file.");
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]);
        using var answer = await _http.PostAsync(new Uri(server, "/oauth/token"), form, cancel);
        if (!answer.IsSuccessStatusCode) return (null, $"The server gives the client no token ({(int)answer.StatusCode}); see {ClientIdVariable} and {ClientSecretVariable}.");
        var json = await JsonSerializer.DeserializeAsync<JsonElement>(await answer.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
        return (json.GetProperty("access_token").GetString(), null);
    }

    private static DefinitionReply Fail(string why) => new(null, [], why);
}
