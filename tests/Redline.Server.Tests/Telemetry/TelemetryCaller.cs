using System.Net;
using System.Text;
using System.Text.Json;
using Redline.Server.Identity;
using Redline.Server.Telemetry;

namespace Redline.Server.Tests.Telemetry;

/// <summary>Somebody who reports and asks how desktops fare.</summary>
internal sealed class TelemetryCaller : IDisposable
{
    private readonly HttpClient _client;

    public TelemetryCaller(RunningServer server, Person person)
    {
        _client = server.Client();
        _client.DefaultRequestHeaders.Authorization = new("Bearer", server.Tokens.Issue(person));
    }

    /// <summary>Reports that nothing could be painted, so many times.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> ReportAsync(string deviceId, int count)
    {
        var events = Enumerable.Repeat("""{"name":"render.failed","at":"2026-03-02T08:00:00Z"}""", count);
        return PostAsync($$"""{"deviceId":"{{deviceId}}","events":[{{string.Join(',', events)}}]}""");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(TelemetryEndpoints.EventsPath, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    public async Task<JsonElement> GetAsync(string path = TelemetryEndpoints.DesktopsPath)
    {
        using var answer = await _client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _client.Dispose();
}
