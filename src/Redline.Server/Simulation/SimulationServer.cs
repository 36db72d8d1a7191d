using Redline.Simulator;
using Redline.Simulator.Replay;

namespace Redline.Server.Simulation;

/// <summary>The emulated platform as it runs: its time and its port. Any thread may stop it.</summary>
internal sealed class SimulationServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pump;

    private SimulationServer(WebApplication app, PlatformPump pump)
    {
        _app = app;
        _pump = pump.RunAsync(_stop.Token);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:5090</c>.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Starts it; completes when it can be used.</summary>
    public static async Task<SimulationServer> StartAsync(SimulatedClock clock, EmulatedPlatform platform, int port, ILoggerProvider logs)
    {
        var app = SimulationHost.Build(port, platform, logs);
        try
        {
            await app.StartAsync();
            return new(app, new(platform, clock));
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pump.ContinueWith(_ => { }, TaskScheduler.Default);
        await _app.DisposeAsync();
        _stop.Dispose();
    }
}
