using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Engine;
using Redline.GenesysCloud;
using Redline.Server.Genesys;
using Redline.Server.Identity;
using Redline.Server.Queues;
using Redline.Server.Streams;

namespace Redline.Bench;

/// <summary>
/// Thousands of queues that each change once a second, through the emulated platform in a process of its own, its sockets,
/// the connector, engine and journal: what that costs this process, and how late things are.
/// </summary>
internal static class PlatformLoadBench
{
    private const string SourceId = "load";
    private const string Client = "bench";
    private const double Mebi = 1024 * 1024;

    // All queues are evaluated; a few cross, by the clock, half a second into each wait of a second.
    private const string Streams = """
        [{"id":"all","name":"all","entityType":"queue","filterExpression":"waitTimeSeconds > 30 or waitingCount > 5"},
         {"id":"few","name":"few","entityType":"queue","filterExpression":"queueName in (\"Load 00001\", \"Load 00100\", \"Load 01000\") and waitTimeSeconds > 0.5",
          "clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null,"priority":1}]
        """;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Report report, BenchOptions options)
    {
        using var directory = new BenchDirectory("load");
        var server = Path.GetFullPath(options.Server ?? Path.Combine(AppContext.BaseDirectory, "redline.dll"));
        await using var platform = await ServerProcess.StartAsync([
            server, "simulate", "--port", "0", "--load-queues", $"{options.Queues}", "--client-id", Client, "--client-secret", Client]);
        var journal = await SqliteJournal.OpenAsync(new() { Path = directory["redline.db"] });
        await using var _ = journal;
        var listener = new LoadListener();
        var view = new CommittedView();
        var clock = new WallClock(TimeProvider.System);
        await using var loop = new EngineLoop(
            "bench", journal, clock, new CommittedListeners(view, listener), new(), EngineLimits.Default, NullLogger<EngineLoop>.Instance);
        await loop.StartAsync();
        var streams = StreamFile.Parse(Encoding.UTF8.GetBytes(Streams), out var mistakes);
        if (mistakes.Count > 0) throw new InvalidOperationException(string.Join(' ', mistakes));
        foreach (var stream in streams) await loop.AskAsync(new DefineStream(stream));

        listener.PassTo(new GenesysSource(SourceId, loop, new PresenceDirectory(), clock));
        var connection = new GenesysOptions { LoginAddress = platform.Address, ApiAddress = platform.Address, ClientId = Client, ClientSecret = Client };
        var interest = new GenesysInterest(view, new DemoPeople([]), () => [], new OpenQueueViews(TimeProvider.System), TimeProvider.System);
        await using var connector = new GenesysConnector(
            connection.Connect(SourceId), connection.Connector, interest, listener, new(TimeProvider.System, TimeProvider.System),
            NullLogger<GenesysConnector>.Instance);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => connector.RunAsync(stop.Token));
        try
        {
            await FollowedAsync(connector, options.Queues);
            await Task.Delay(WarmUp, TimeProvider.System);
            await MeasureAsync(report, options, platform, connector, listener);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private static async Task FollowedAsync(GenesysConnector connector, int queues)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (connector.Status is var status && (status.QueuesFollowed < queues || status.ChannelsLive < status.Channels))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
    }

    private static async Task MeasureAsync(
        Report report, BenchOptions options, ServerProcess platform, GenesysConnector connector, LoadListener listener)
    {
        using var self = Process.GetCurrentProcess();
        var settled = OwnMemory.Settle()[0];
        listener.Read.Forget();
        listener.Committed.Forget();
        var (cpu, platformCpu, began) = (Environment.CpuUsage.TotalTime, platform.ProcessorTime, Stopwatch.GetTimestamp());
        var (allocated, collections) = (GC.GetTotalAllocatedBytes(), GC.CollectionCount(2));
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds), TimeProvider.System);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var observations = listener.Read.Count;

        report.Heading($"{options.Queues} queues, a message a second each, {options.Seconds} s, {connector.Status.Channels} channels");
        report.Line("observations per second", Spread.At(observations / seconds));
        report.Line("processor, share of one core", Spread.At((Environment.CpuUsage.TotalTime - cpu).TotalSeconds / seconds));
        report.Line("processor of the emulated platform, share of one core", Spread.At((platform.ProcessorTime - platformCpu).TotalSeconds / seconds));
        report.Line("allocated per observation, B", Spread.At((GC.GetTotalAllocatedBytes() - allocated) / (double)observations));
        report.Line("full collections", Spread.At(GC.CollectionCount(2) - collections));
        report.Line("most resident memory, MiB", Spread.At(OwnMemory.Peak() / Mebi));
        report.Line("private memory before, MiB", Spread.At(settled / Mebi));
        report.Line("private memory after, MiB", Spread.At(OwnMemory.Settle()[0] / Mebi));
        foreach (var (name, lags) in ((string, Lags)[])[("platform's instant to read, ms", listener.Read), ("crossing to committed, ms", listener.Committed)])
        {
            report.Line($"{name}, p50", Spread.At(lags.At(0.5)));
            report.Line($"{name}, p99", Spread.At(lags.At(0.99)));
            report.Line($"{name}, most", Spread.At(lags.At(1)));
        }
    }
}
