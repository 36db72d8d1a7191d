using System.Diagnostics;
using System.Globalization;

namespace Redline.Bench;

/// <summary>A lane's server in a process of its own, and the desktops connected to it from here.</summary>
internal sealed class LaneProcess : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const double QuietMicros = 25_000;

    private readonly Process _process;
    private readonly Uri _address;

    private LaneProcess(Process process, Uri address) => (_process, _address) = (process, address);

    public SocketDesktops Desktops { get; } = new();

    /// <param name="kind">One of <see cref="LaneKind"/>.</param>
    /// <param name="people">How many people may come.</param>
    /// <param name="build">The assembly of another build of this program; null: this one.</param>
    public static async Task<LaneProcess> StartAsync(string kind, int people, string? build = null)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [build ?? Path.Combine(AppContext.BaseDirectory, "Redline.Bench.dll"), LaneServer.Mode, kind, Text(people)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The process of {kind} ended before it listened.");
        return new(process, new Uri(address));
    }

    /// <summary>Connects desktops until there are so many, and waits until everything is quiet.</summary>
    public async Task ConnectAsync(int upTo)
    {
        for (var i = Desktops.Count; i < upTo; i++) await Desktops.AddAsync(_address, await AskAsync($"greeting {Text(i)}"));
        await SettleAsync();
    }

    /// <summary>Connects one that says its greeting and then reads nothing any more.</summary>
    public async Task<IDisposable> StallAsync(int desktop) =>
        await SocketDesktops.StallAsync(_address, await AskAsync($"greeting {Text(desktop)}"));

    /// <summary>Sends, spaced, and says when the last is due. Does not wait for the desktops.</summary>
    public async Task<DateTimeOffset> SendAsync(int count, int spacingMilliseconds) => new(
        long.Parse(await AskAsync($"send {Text(count)} {Text(spacingMilliseconds)}"), CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>Processor time the server has used, in microseconds.</summary>
    public Task<double> CpuAsync() => NumberAsync("cpu");

    /// <summary>What the server holds after a full collection, in bytes: private, alive on the heap, committed by the heap.</summary>
    public async Task<double[]> MemoryAsync() =>
        [.. (await AskAsync("memory")).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>The most the server held since <see cref="MemoryAsync"/>, in bytes.</summary>
    public Task<double> PeakAsync() => NumberAsync("peak");

    /// <summary>Waits until the server has nothing to do any more.</summary>
    public async Task SettleAsync()
    {
        var (before, received) = (await CpuAsync(), Desktops.Bytes);
        while (true)
        {
            await Task.Delay(Pause, TimeProvider.System);
            var now = await CpuAsync();
            if (now - before < QuietMicros && received == Desktops.Bytes) return;
            (before, received) = (now, Desktops.Bytes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Desktops.Dispose();
        _process.StandardInput.Close();
        if (!_process.WaitForExit(Pause * 20)) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<double> NumberAsync(string question) =>
        double.Parse(await AskAsync(question), CultureInfo.InvariantCulture);

    private async Task<string> AskAsync(string question)
    {
        await _process.StandardInput.WriteLineAsync(question);
        return await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The server's process ended when asked to {question}.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
