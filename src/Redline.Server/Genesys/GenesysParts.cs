using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.GenesysCloud;

namespace Redline.Server.Genesys;

/// <summary>The connectors of a server, one for each organization of Genesys Cloud that is configured. Any thread may stop them.</summary>
internal sealed partial class GenesysParts : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(GenesysConnector Connector, Task Run)> _running = [];
    private readonly ILogger _log;

    private GenesysParts(ILogger log) => _log = log;

    /// <summary>How each of them stands.</summary>
    public IReadOnlyList<GenesysStatus> Status => [.. _running.Select(r => r.Connector.Status)];

    /// <summary>Each of them under its source's id.</summary>
    public IReadOnlyDictionary<string, GenesysConnector> Connectors => _running.ToDictionary(r => r.Connector.Status.SourceId, r => r.Connector);

    /// <summary>Starts a connector for each organization.</summary>
    /// <exception cref="ArgumentException">The options of a connector are wrong; all problems are named.</exception>
    public static GenesysParts Start(
        IReadOnlyDictionary<string, GenesysOptions> organizations, IGenesysInterest interest, EngineLoop loop, PresenceDirectory presence,
        IOrganizationClock clock, ILoggerFactory logging)
    {
        var parts = new GenesysParts(logging.CreateLogger<GenesysParts>());
        var clocks = new GenesysClocks(OrganizationTime.Of(clock), clock.Wall);
        foreach (var (sourceId, options) in organizations.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            var connector = new GenesysConnector(
                options.Connect(sourceId), options.Connector, interest, new GenesysSource(sourceId, loop, presence, clock), clocks,
                logging.CreateLogger<GenesysConnector>());
            parts._running.Add((connector, Task.Run(() => parts.RunAsync(sourceId, connector))));
        }

        return parts;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var (connector, run) in _running)
        {
            await run;
            await connector.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task RunAsync(string sourceId, GenesysConnector connector)
    {
        try
        {
            await connector.RunAsync(_stop.Token);
        }
        catch (Exception e)
        {
            // Nothing outside ends a connector: this is a mistake of ours, and the other sources go on.
            LogStopped(sourceId, e);
        }
    }

    [LoggerMessage(EventId = 500, Level = LogLevel.Critical, Message = "The connector of {Source} stopped; its queues fall silent")]
    private partial void LogStopped(string source, Exception reason);
}
