using System.Collections.Concurrent;
using System.Net.WebSockets;
using Redline.Delivery.Desktop;
using Redline.Delivery.People;
using Redline.Server.Desktop;
using Redline.Server.Identity;
using Redline.Server.Registrations;

namespace Redline.Bench;

/// <summary>Redline's way from a commit to the sockets, and nothing else of it.</summary>
internal sealed class FanOutLane : ILaneServer
{
    private readonly DesktopFanOut _fanOut = new(() => "bench");
    private readonly DesktopOptions _options = new();
    private readonly ConcurrentQueue<DirectoryPerson> _toCome;
    private readonly BenchAlerts _alerts = new();
    private readonly SocketHost _host;

    private FanOutLane(int people)
    {
        _toCome = new(Enumerable.Range(0, people).Select(i => new DirectoryPerson($"p{i}", $"Person {i}", "AGENT", Visibility.Everything)));
        _fanOut.Follow(new PeopleDirectory(_toCome));
        _fanOut.OnRestored(_alerts.State);
        _host = new(ServeAsync);
    }

    public Uri Address => _host.Address;

    public static async Task<ILaneServer> StartAsync(int people)
    {
        var lane = new FanOutLane(people);
        await lane._host.StartAsync();
        return lane;
    }

    public Task<string> GreetingAsync(int desktop) => Task.FromResult("");

    public Task<DateTimeOffset> SendAsync()
    {
        var due = TimeProvider.System.GetUtcNow();
        _fanOut.OnCommitted(_alerts.Next(), _alerts.State);
        return Task.FromResult(due);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task ServeAsync(WebSocket socket)
    {
        if (!_toCome.TryDequeue(out var person)) throw new InvalidOperationException("There are more desktops than people.");
        var session = new DesktopSession(
            new SocketTransport(socket, _options, TimeProvider.System),
            new Caller("bench", person.Id, new(person.Id, person.Name, PersonRole.Agent), new HashSet<string>()), "",
            new Registration("bench", person.Id, "BROWSER", "bench", "bench", null, null, default, default, default), (_, _) => { }, _options, TimeProvider.System);
        session.Start(_fanOut.Join(person, null, at => DesktopFrames.Hello(at.Epoch, at.Offset, default, 1, 20, session.Id, person.Id, person.Name, "AGENT"), session.Signal));
        while (!(await DesktopReceiver.ReceiveAsync(socket)).IsGone)
        {
            // Desktops here say nothing.
        }
    }
}
