using System.Globalization;
using System.Text.Json;
using Redline.Delivery.Desktop;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Delivery.Tests.Organizations;
using Redline.Delivery.Tests.Routing;
using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Tests.Desktop;

/// <summary>
/// For any course of commits, joins, leaves, cuts, restarts, slow reads, hidings and changes of who may see what, a
/// desktop that says it is sure shows exactly the open alerts of its person, and one that catches up is sure.
/// </summary>
public sealed class ResumeModelTests
{
    private const int Steps = 500;
    private const int HeldFrames = 60; // few, so that slow and absent desktops fall out of the log often

    private static readonly string[] Queues = ["billing", "claims", "sales"];

    private static readonly Visibility[] Views = [Visibility.Everything, new(["billing"], []), new(["claims", "sales"], []), new(["none"], [])];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Repetitions)];

    private static int Repetitions =>
        int.TryParse(Environment.GetEnvironmentVariable("REDLINE_LAW_TIMES"), CultureInfo.InvariantCulture, out var times) ? 40 * times : 40;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Desktops_WhateverHappens_EndWithTheAlertsOfTheirPersonOrKnowThatTheyDoNot(int seed)
    {
        var world = new World(seed);
        for (var step = 0; step < Steps; step++)
        {
            world.Step();
            world.CheckTheSure();
        }

        world.CheckEverybody();
        Assert.True(world.Commits > 20 && world.Shown > 0, "Nothing happened.");
    }

    [Fact]
    public void Desktops_OverAllSeeds_BothResumeAndReset()
    {
        var (resumes, resets) = (0, 0);
        foreach (var seed in Seeds.Select(s => s.Data))
        {
            var world = new World(seed);
            for (var step = 0; step < Steps; step++) world.Step();
            resumes += world.Desktops.Sum(d => d.Returns.Resumes);
            resets += world.Desktops.Sum(d => d.Returns.Resets);
        }

        Assert.True(resumes > 50 && resets > 50, $"{resumes} resumes, {resets} resets");
    }

    private sealed class World
    {
        private readonly Random _random;
        private readonly DirectoryPerson[] _people;
        private readonly List<(long Number, string QueueId, bool Rose)> _open = [];
        private readonly HashSet<(string Person, long Alert)> _hidden = [];
        private readonly DurableState _state = new();
        private DesktopFanOut _fanOut = null!;
        private long _last;
        private long _number;
        private int _epochs;

        public World(int seed)
        {
            _random = new(seed);
            _people = [.. Enumerable.Range(0, 4).Select(i => new DirectoryPerson($"p{i}", $"Person {i}", "AGENT", Views[i]))];
            StartServer();
            Commit(new StreamDefined(CommittedEvents.At, CommittedEvents.At, SomeStream.Wait("wait", 300), 1));
            Desktops = [.. Enumerable.Range(0, 5).Select(i => new ModelDesktop(() => _fanOut, () => _people[i % _people.Length]))];
        }

        public IReadOnlyList<ModelDesktop> Desktops { get; }

        public int Commits { get; private set; }

        public int Shown { get; private set; }

        public void Step()
        {
            var desktop = Desktops[_random.Next(Desktops.Count)];
            switch (_random.Next(20))
            {
                case < 7:
                    CommitSome();
                    break;
                case < 9 when !desktop.IsConnected:
                    desktop.Connect();
                    break;
                case < 11:
                    desktop.Send();
                    break;
                case < 13:
                    desktop.Read(_random.Next(1, 6));
                    break;
                case < 15:
                    desktop.CatchUp();
                    break;
                case 15:
                    desktop.Cut();
                    if (_random.Next(2) == 0) desktop.Connect();
                    break;
                case 16:
                    Hide();
                    break;
                case 17:
                    Move();
                    break;
                case 18 when _random.Next(8) == 0:
                    RestartServer();
                    break;
                case 19 when _random.Next(8) == 0:
                    // The loop restarted after a failed commit: the same server, another epoch.
                    _fanOut.OnRestored(_state);
                    break;
            }
        }

        public void CheckTheSure()
        {
            foreach (var (desktop, i) in Desktops.Select((d, i) => (d, i)))
            {
                if (_random.Next(10) > 0 || !desktop.IsConnected) continue;
                desktop.CatchUp();
                Check(desktop, _people[i % _people.Length]);
            }
        }

        public void CheckEverybody()
        {
            foreach (var (desktop, i) in Desktops.Select((d, i) => (d, i)))
            {
                if (!desktop.IsConnected) desktop.Connect();
                desktop.CatchUp();
                Check(desktop, _people[i % _people.Length]);
            }
        }

        // The truth, written once more: what the state has open, of the queues somebody may see.
        private void Check(ModelDesktop desktop, DirectoryPerson person)
        {
            Assert.True(desktop.IsSure);
            var truth = _state.OpenAlerts.Where(a => person.Visible.Includes(a.Fingerprint.QueueId, null)).Select(a => $"{a.Id} {a.Revision} {a.Severity}");
            Assert.Equal(truth.Order(StringComparer.Ordinal), desktop.Open.Select(Line).Order(StringComparer.Ordinal));
            var hidden = _hidden.Where(h => h.Person == person.Id).Select(h => Alert.FormatId(h.Alert) + " WARNING");
            Assert.Equal(hidden.Where(h => desktop.Open.Any(o => h.StartsWith(IdOf(o) + " ", StringComparison.Ordinal))).Order(StringComparer.Ordinal), desktop.Hidden);
            Shown += desktop.Open.Count();
        }

        private static string Line(string alert)
        {
            var json = JsonElement.Parse(alert);
            var severity = json.GetProperty("severity").GetString() == "WARNING" ? Severity.Warning : Severity.Critical;
            return $"{IdOf(alert)} {json.GetProperty("revision")} {severity}";
        }

        private static string IdOf(string alert) => JsonElement.Parse(alert).GetProperty("alertId").GetString()!;

        private void CommitSome()
        {
            var events = new List<EngineEvent>();
            for (var i = _random.Next(1, 4); i > 0; i--)
            {
                if (_open.Count < 12 && _random.Next(5) < 3) events.Add(Trigger());
                else if (_open.Count > 0) Change(_random.Next(_open.Count), events);
            }

            if (events.Count > 0) Commit([.. events]);
        }

        private AlertTriggered Trigger()
        {
            // One alert is open per stream, queue and media type: each gets a media type of its own.
            var queue = Queues[_random.Next(Queues.Length)];
            _open.Add((++_number, queue, false));
            return CommittedEvents.Triggered("wait", _number, queue) with { Fingerprint = PrintOf(_number, queue) };
        }

        private void Change(int index, List<EngineEvent> into)
        {
            var (number, queue, rose) = _open[index];
            switch (_random.Next(3))
            {
                case 0 when !rose:
                    _open[index] = (number, queue, true);
                    into.Add(CommittedEvents.Rises("wait", number, queue) with { Fingerprint = PrintOf(number, queue), Level = 0 });
                    break;
                case 1:
                    into.Add(new AlertAcknowledged(CommittedEvents.At, CommittedEvents.At, PrintOf(number, queue), number, "p1", null));
                    break;
                default:
                    _open.RemoveAt(index);
                    _hidden.RemoveWhere(h => h.Alert == number);
                    into.Add(CommittedEvents.Resolved("wait", number, queue) with { Fingerprint = PrintOf(number, queue) });
                    break;
            }
        }

        private static Fingerprint PrintOf(long number, string queue) => new("wait", queue, $"m{number}");

        private void Commit(params EngineEvent[] events)
        {
            var batch = new CommittedBatch(_last + 1, [.. events.Select(Evolve)]);
            _last += events.Length;
            Commits++;
            _fanOut.OnCommitted(batch, _state);
        }

        private CommittedEvent Evolve(EngineEvent e)
        {
            var print = (e as FingerprintEvent)?.Fingerprint;
            var before = print is { } f ? _state.Find(f)?.Alert : null;
            _state.Evolve(e);
            return new(e, print is { } g ? _state.Find(g)?.Alert ?? before : null);
        }

        private void Hide()
        {
            if (_open.Count == 0) return;
            var person = _people[_random.Next(_people.Length)];
            var alert = _open[_random.Next(_open.Count)].Number;
            if (_fanOut.Hide(person.Id, alert, Severity.Warning) is not null) _hidden.Add((person.Id, alert));
        }

        private void Move()
        {
            var i = _random.Next(_people.Length);
            _people[i] = _people[i] with { Visible = Views[_random.Next(Views.Length)] };
            _fanOut.Follow(new(_people));
        }

        private void StartServer()
        {
            _fanOut = new(() => $"e{++_epochs}", HeldFrames);
            _fanOut.Restore(_hidden.Select(h => new HiddenAlert(h.Alert, h.Person, Severity.Warning)));
            _fanOut.Follow(new(_people));
            _fanOut.OnRestored(_state);
        }

        private void RestartServer()
        {
            StartServer();
            foreach (var desktop in Desktops) desktop.Lose();
        }
    }
}
