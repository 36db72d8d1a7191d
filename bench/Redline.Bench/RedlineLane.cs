using Redline.Delivery.People;
using Redline.Engine;
using Redline.Server.Identity;

namespace Redline.Bench;

/// <summary>
/// The whole server: engine, journal on disk, desktops that have registered, deliveries recorded. Its alerts come of
/// observations of as many queues as it is made for; a person sees the queues of one division.
/// </summary>
internal sealed class RedlineLane : ILaneServer
{
    private const int LineSeconds = 300;
    private const int QueuesPerDivision = 500;
    private const int LeadMilliseconds = 3_000;
    private const int LagMilliseconds = 1_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly BenchDirectory _directory;
    private readonly BenchServer _server;
    private readonly string[] _queues;
    private bool _isOpen;

    private RedlineLane(BenchDirectory directory, BenchServer server, int queues) =>
        (_directory, _server, _queues) = (directory, server, [.. Enumerable.Range(0, queues).Select(i => $"q{i}")]);

    public Uri Address => _server.Address;

    /// <param name="people">How many people there are.</param>
    /// <param name="queues">How many queues; more than one cross by the clock at one instant.</param>
    public static async Task<ILaneServer> StartAsync(int people, int queues = 1)
    {
        var directory = new BenchDirectory("lane");
        var stream = BenchStreams.OnWait(
            "line", LineSeconds, more: ""","priority":1,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null""");
        var server = await BenchServer.StartAsync(
            directory["journal.db"], stream, [.. Enumerable.Range(0, people).Select(i => PersonOf(i, people, queues))]);
        return new RedlineLane(directory, server, queues);
    }

    public Task<string> GreetingAsync(int desktop) => _server.GreetingAsync(desktop);

    public async Task<DateTimeOffset> SendAsync()
    {
        var now = Instant.From(TimeProvider.System.GetUtcNow());
        var due = _isOpen ? now : now.Plus(_queues.Length == 1 ? -LagMilliseconds : LeadMilliseconds);
        _isOpen = !_isOpen;
        await _server.ObserveAsync(_queues, DivisionOf, _isOpen ? due.Plus(-LineSeconds * 1000L) : null);

        // What is observed again before it was decided about was never over the line.
        while (due <= now && _server.OpenAlerts > 0 != _isOpen) await Task.Delay(Look, TimeProvider.System);
        return due.ToDateTimeOffset();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private static string DivisionOf(int queue) => $"d{queue / QueuesPerDivision}";

    // With many queues the last person sees all of them.
    private static Person PersonOf(int i, int people, int queues)
    {
        var divisions = (queues + QueuesPerDivision - 1) / QueuesPerDivision;
        var seesAll = queues == 1 || i == people - 1;
        return new($"p{i}", $"Person {i}", PersonRole.Agent)
        {
            Visible = seesAll ? Visibility.Everything : new([], [$"d{i % divisions}"]),
        };
    }
}
