using System.Globalization;

namespace Redline.Bench;

/// <summary>The process of a lane: makes its server and does what the figure's process asks, one line for one line.</summary>
internal static class LaneServer
{
    public const string Mode = "lane-server";

    public static async Task RunAsync(string kind, int people)
    {
        await using var server = await StartAsync(kind, people);
        await Console.Out.WriteLineAsync(server.Address.ToString());
        while (await Console.In.ReadLineAsync() is { } line)
            await Console.Out.WriteLineAsync(await AnswerAsync(server, line.Split(' ')));
    }

    private static Task<ILaneServer> StartAsync(string kind, int people) => kind switch
    {
        LaneKind.FanOut => FanOutLane.StartAsync(people),
        LaneKind.Kestrel => KestrelLane.StartAsync(),
        LaneKind.SignalR => SignalRLane.StartAsync(),
        LaneKind.Redline => RedlineLane.StartAsync(people),
        LaneKind.Storm => RedlineLane.StartAsync(people, StormBench.Queues),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such lane."),
    };

    private static async Task<string> AnswerAsync(ILaneServer server, string[] words)
    {
        var numbers = words.Skip(1).Select(w => int.Parse(w, CultureInfo.InvariantCulture)).ToArray();
        switch (words[0])
        {
            case "greeting":
                return await server.GreetingAsync(numbers[0]);
            case "send":
                return await SendAsync(server, numbers[0], numbers[1]);
            case "cpu":
                return Text(Environment.CpuUsage.TotalTime.TotalMicroseconds);
            case "memory":
                return string.Join(' ', OwnMemory.Settle().Select(Text));
            case "peak":
                return Text(OwnMemory.Peak());
            default:
                throw new ArgumentException($"Nobody knows what {words[0]} asks.", nameof(words));
        }
    }

    private static async Task<string> SendAsync(ILaneServer server, int count, int spacing)
    {
        var due = DateTimeOffset.MinValue;
        for (var i = 0; i < count; i++)
        {
            due = await server.SendAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(spacing), TimeProvider.System);
        }

        return due.UtcTicks.ToString(CultureInfo.InvariantCulture);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
