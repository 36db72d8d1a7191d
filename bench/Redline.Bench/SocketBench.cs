using System.Diagnostics;
using System.Net.WebSockets;
using Redline.GenesysCloud;
using Redline.GenesysCloud.Channels;

namespace Redline.Bench;

/// <summary>
/// P4: messages per second over a WebSocket of loopback, received by the connector's socket and read into an engine with
/// ten compound rules, against received and thrown away. The sender is within the process and costs both the same.
/// </summary>
internal static class SocketBench
{
    private const int Messages = 100_000;
    private const string Receive = "received only, messages/s";
    private const string Decide = "received, read, ten compound rules decided, messages/s";

    public static async Task RunAsync(Report report, int count)
    {
        await using var host = new SocketHost(SendAsync);
        await host.StartAsync();
        using var handler = new SocketsHttpHandler();
        using var way = new HttpMessageInvoker(handler);
        var opener = new GenesysSocketOpener(way, new GenesysConnectorOptions(), TimeProvider.System);
        var queue = new ReadQueue(rules: 10);
        var rounds = await Rounds.RunAsync(
            count,
            Lane.Of(Receive, () => MeasureAsync(opener, host.Address, _ => { })),
            Lane.Of(Decide, () => MeasureAsync(opener, host.Address, m => queue.Take(m.Span))));

        report.Heading("P4 platform messages over a WebSocket");
        foreach (var name in (string[])[Receive, Decide]) report.Line(name, rounds[name]);
        report.Add(new("P4", "received and decided / received only", rounds.Ratio(Decide, Receive), 0.4, MoreIsBetter: true));
    }

    private static async Task<double> MeasureAsync(GenesysSocketOpener opener, Uri address, Action<ReadOnlyMemory<byte>> take)
    {
        var opening = await opener.OpenAsync(address, CancellationToken.None);
        await using var socket = opening.Socket ?? throw new InvalidOperationException(opening.Problem);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Messages; i++)
            take(await socket.ReceiveAsync(CancellationToken.None) ?? throw new InvalidOperationException("The socket closed."));
        return Messages / watch.Elapsed.TotalSeconds;
    }

    private static async Task SendAsync(WebSocket socket)
    {
        for (var i = 0; i < Messages; i++)
            await socket.SendAsync(PlatformMessage.Bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        // Until the other end closes.
        await socket.ReceiveAsync(new byte[16], CancellationToken.None);
    }
}
