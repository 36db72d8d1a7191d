using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Redline.Bench;

/// <summary>A server as a process of its own: started, waited for until it says where it listens, and stopped.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly HttpClient Http = new();

    private readonly Process _process;

    private ServerProcess(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it; completes when it has said where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var limit = new CancellationTokenSource(Patience);
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var address = await ReadAddressAsync(process, limit.Token)
                ?? throw new InvalidOperationException($"The server did not say where it listens: {await errors}");
            return new(process, address);
        }
        catch
        {
            await StopAsync(process);
            throw;
        }
    }

    /// <summary>Milliseconds from the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public static async Task<double> MeasureAsync(IReadOnlyList<string> arguments)
    {
        using var limit = new CancellationTokenSource(Patience);
        var begin = Stopwatch.GetTimestamp();
        await using var server = await StartAsync(arguments);
        await UntilReadyAsync(server.Address, limit.Token);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    public ValueTask DisposeAsync() => new(StopAsync(_process));

    private static async Task StopAsync(Process process)
    {
        Native.Stop(process);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static async Task<string?> ReadAddressAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (AddressPattern().Match(line) is { Success: true } address)
                return address.Value;
        return null;
    }

    private static async Task UntilReadyAsync(string address, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await Http.GetAsync(new Uri(address + "/health/ready"), cancellationToken);
            if (answer.IsSuccessStatusCode) return;
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();
}
