using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Redline.Bench;

/// <summary>Starts a server as a process, waits until it is ready, and stops it.</summary>
internal static partial class ServerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly HttpClient Http = new();

    /// <summary>Milliseconds from the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public static async Task<double> MeasureAsync(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var limit = new CancellationTokenSource(Patience);
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var address = await ReadAddressAsync(process, limit.Token)
                ?? throw new InvalidOperationException($"The server did not say where it listens: {await errors}");
            await UntilReadyAsync(address, limit.Token);
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        finally
        {
            Native.Stop(process);
            await process.WaitForExitAsync(CancellationToken.None);
        }
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
