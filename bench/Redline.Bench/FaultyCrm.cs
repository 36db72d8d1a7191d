using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Redline.Bench;

/// <summary>A CRM in a process of its own whose every port has another fault, and one that has none.</summary>
internal sealed class FaultyCrm : IAsyncDisposable
{
    public const string Mode = "faulty-crm";

    /// <summary>Not the address that <c>localhost</c> leads to: that one must stay forbidden.</summary>
    public static readonly IPAddress Address = IPAddress.Parse("127.0.0.2");

    /// <summary>What is wrong at each port, in order.</summary>
    public static readonly string[] Faults = ["hangs", "500", "garbage", "10 MB", "redirects to link-local", "none"];

    private readonly Process _process;

    private FaultyCrm(Process process, IReadOnlyList<int> ports) => (_process, Ports) = (process, ports);

    /// <summary>The port of each of <see cref="Faults"/>.</summary>
    public IReadOnlyList<int> Ports { get; }

    public static async Task<FaultyCrm> StartAsync()
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Redline.Bench.dll"), Mode])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The CRM ended before it listened.");
        return new(process, [.. line.Split(' ').Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture))]);
    }

    /// <summary>What the process does: serves until its input ends.</summary>
    public static async Task RunAsync()
    {
        var listeners = Faults.Select(_ => new TcpListener(Address, 0)).ToArray();
        foreach (var listener in listeners) listener.Start(1_000);
        for (var i = 0; i < listeners.Length; i++) _ = AcceptAsync(listeners[i], Faults[i]);
        await Console.Out.WriteLineAsync(string.Join(' ', listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)));
        await Console.In.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task AcceptAsync(TcpListener listener, string fault)
    {
        while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(), fault);
    }

    private static async Task ServeAsync(TcpClient client, string fault)
    {
        using (client)
        {
            try
            {
                var (stream, request) = (client.GetStream(), new byte[16_384]);
                while (await stream.ReadAsync(request) > 0) await AnswerAsync(stream, fault);
            }
            catch (IOException)
            {
                // The caller had enough of it.
            }
        }
    }

    private static async Task AnswerAsync(NetworkStream stream, string fault)
    {
        switch (fault)
        {
            case "hangs":
                await stream.ReadExactlyAsync(new byte[1]);
                break;
            case "10 MB":
                await stream.WriteAsync(Head(200, "application/json", 10 << 20));
                for (var i = 0; i < 160; i++) await stream.WriteAsync(new byte[65_536]);
                break;
            case "500":
                await stream.WriteAsync(Head(500, "text/plain", 4, "oops"));
                break;
            case "garbage":
                await stream.WriteAsync(Head(200, "application/json", 9, "}garbage{"));
                break;
            case "none":
                await stream.WriteAsync(Head(200, "application/json", 15, """{"tier":"gold"}"""));
                break;
            default:
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n"));
                break;
        }
    }

    private static byte[] Head(int status, string type, int length, string body = "") =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n{body}");
}
