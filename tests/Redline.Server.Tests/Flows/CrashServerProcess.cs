using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Redline.Server.Tests.Flows;

/// <summary>The server as a process of its own, which ends by SIGKILL: its own, at a commit, or the test's.</summary>
internal sealed class CrashServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();
    private bool _isGone;

    private CrashServerProcess(Process process) => _process = process;

    /// <summary>Printed once, at the first start over a journal.</summary>
    public string Code { get; private set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts it over a data directory and waits until it can be used.</summary>
    public static async Task<CrashServerProcess> StartAsync(string directory, string side = "NEVER", int commit = 0)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Redline.CrashServer.dll"), directory, side, $"{commit}"])
            start.ArgumentList.Add(argument);
        var server = new CrashServerProcess(Process.Start(start)!);
        var line = await server.ReadAsync("open ");
        Assert.NotNull(line);
        var parts = line.Split(' ');
        (server._client.BaseAddress, server.Code) = (new Uri(parts[1]), parts[2]);
        return server;
    }

    /// <summary>Waits until an execution has ended and that is committed, or the process is dead.</summary>
    /// <returns>Whether one has ended.</returns>
    public async Task<bool> FinishedAsync() => await ReadAsync("finished") is not null;

    public void Kill() => _process.Kill();

    public async Task<JsonElement> AskAsync(string method, string path, string? token, string? body = null)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(method, path, token, content);
    }

    public async Task<string> SignInAsync(string code)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "urn:redline:grant-type:sign-in-code", ["code"] = code };
        using var form = new FormUrlEncodedContent(fields);
        return (await SendAsync("POST", "/oauth/token", null, form)).GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isGone) return;
        _isGone = true;
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _client.Dispose();
    }

    private async Task<JsonElement> SendAsync(string method, string path, string? token, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, $"{method} {path}: {response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<string?> ReadAsync(string beginning)
    {
        while (await _process.StandardOutput.ReadLineAsync(Cancel).AsTask().InTime() is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        return null;
    }
}
