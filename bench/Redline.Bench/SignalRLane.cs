using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Redline.Bench;

/// <summary>The same JSON told to all clients of an ASP.NET Core SignalR hub over WebSockets, its JSON protocol.</summary>
internal sealed class SignalRLane : ILaneServer
{
    private const string Path = "/hub";

    private readonly BenchAlerts _alerts = new();
    private readonly SocketHost _host = new(
        services => services.AddRouting().AddSignalR(o => o.KeepAliveInterval = TimeSpan.FromMinutes(10)),
        app =>
        {
            app.UseRouting();
            app.MapHub<AlertHub>(Path);
        });

    private SignalRLane()
    {
    }

    public Uri Address => new(_host.Address, Path);

    public static async Task<ILaneServer> StartAsync()
    {
        var lane = new SignalRLane();
        await lane._host.StartAsync();
        return lane;
    }

    public Task<string> GreetingAsync(int desktop) => Task.FromResult("{\"protocol\":\"json\",\"version\":1}\u001e");

    public async Task<DateTimeOffset> SendAsync()
    {
        var due = TimeProvider.System.GetUtcNow();
        using var frame = JsonDocument.Parse(_alerts.NextFrame());
        await _host.Services.GetRequiredService<IHubContext<AlertHub>>().Clients.All.SendAsync("alert", frame.RootElement);
        return due;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private sealed class AlertHub : Hub;
}
