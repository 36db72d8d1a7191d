using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Redline.Delivery.Desktop;
using Redline.Delivery.People;
using Redline.Delivery.Routing;
using Redline.Delivery.Tests.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Codecs;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using static Redline.Delivery.Tests.Routing.CommittedEvents;

namespace Redline.Delivery.Tests.Routing;

public sealed class AlertRouterTests
{
    private static readonly StreamDefinition Wait = SomeStream.Wait("wait", 300) with
    {
        SpelledAsLevels = true,
        Levels = [SomeStream.Level(Severity.Warning, 300), SomeStream.Level(Severity.Critical, 600)],
    };

    private static readonly PeopleDirectory Somebody = new([new("sam", "Sam", "SUPERVISOR", Visibility.Everything)]);

    private readonly AlertRouter _router = new();
    private readonly CommittedEvents _events;

    public AlertRouterTests()
    {
        _events = new CommittedEvents(_router);
        _router.Follow(Somebody);
        _router.Restore(_events.State, "epoch");
    }

    [Fact]
    public void Route_WhenAnAlertTriggersRisesAndResolves_GivesAFrameEachWithRisingRevisions()
    {
        Assert.Empty(_events.Commit(Defined(Wait)));
        var frames = _events.Commit(Triggered("wait", 1))
            .Concat(_events.Commit(Rises("wait", 1)))
            .Concat(_events.Commit(Resolved("wait", 1)));
        Assert.Equal(
            ["1 A1 1 TRIGGERED WARNING", "2 A1 2 TRIGGERED CRITICAL", "3 A1 3 RESOLVED CRITICAL"], frames.Select(Told));
        Assert.Empty(_router.Open);
        Assert.Equal(3, _router.Log.Last);
    }

    [Fact]
    public void Route_WhenAnAlertTriggersAndResolvesInOneBatch_GivesTwoFrames()
    {
        _events.Commit(Defined(Wait));
        var frames = _events.Commit(Triggered("wait", 1), Resolved("wait", 1));
        Assert.Equal(["1 A1 1 TRIGGERED WARNING", "2 A1 2 RESOLVED WARNING"], frames.Select(Told));
        Assert.Empty(_router.Open);
    }

    [Fact]
    public void Route_WhenEventsAreNoNewsToPeople_GivesNoFramesAndNoGaps()
    {
        var fingerprint = new Fingerprint("wait", "sales", "voice");
        _events.Commit(Defined(Wait), Triggered("wait", 1));
        Assert.Empty(_events.Commit(
            new SustainStarted(At, At, fingerprint, 0), new SustainBroken(At, At, fingerprint, 0),
            new BreachOpened(At, At, fingerprint, 0, At),
            new AlertSuppressed(At, At, fingerprint, SuppressionReason.CoolingDown, At),
            new ClearStarted(At, At, fingerprint, 0), new ClearBroken(At, At, fingerprint, 0),
            new BreachClosed(At, At, fingerprint, 0), new SuppressionEnded(At, At, fingerprint)));
        Assert.Equal(2, Assert.Single(_events.Commit(Resolved("wait", 1))).Offset);
    }

    [Fact]
    public void Route_WhenAStreamIsPresentedAsABanner_SaysSoInItsFramesAndInAReset()
    {
        var banner = Wait with { Presentation = Presentation.Banner };
        var frame = Assert.Single(_events.Commit(Defined(banner), Triggered("wait", 1)));
        Assert.Equal("BANNER", JsonDocument.Parse(frame.Bytes).RootElement.GetProperty("presentation").GetString());
        var reset = DesktopFrames.Reset("e", 1, _router.Open, []);
        var listed = Assert.Single(JsonDocument.Parse(reset).RootElement.GetProperty("presentations").EnumerateArray());
        Assert.Equal("A1", listed.GetProperty("alertId").GetString());
        Assert.Equal("BANNER", listed.GetProperty("presentation").GetString());

        _events.Commit(new StreamDefined(At, At, Wait, 2));
        frame = Assert.Single(_events.Commit(Rises("wait", 1)));
        Assert.Equal("TOAST", JsonDocument.Parse(frame.Bytes).RootElement.GetProperty("presentation").GetString());
    }

    [Fact]
    public void Route_WhenAnAlertIsHeld_GivesNoFrames()
    {
        _events.Commit(Defined(Wait with { Status = StreamStatus.Shadow }));
        Assert.Empty(_events.Commit(Held("wait", 1, SuppressionReason.Shadow), Rises("wait", 1)));
        Assert.Empty(_router.Open);
        _router.Restore(_events.State, "another");
        Assert.Empty(_router.Open);
        Assert.Empty(_events.Commit(Resolved("wait", 1)));
        Assert.Equal(0, _router.Log.Last);
    }

    [Fact]
    public void Route_WhenAHeldAlertIsTold_ShowsItAsItStandsAndItsEnd()
    {
        _events.Commit(Defined(Wait));
        _events.Commit(Held("wait", 1), Held("wait", 2, queueId: "sales"), Rises("wait", 2, "sales"), Resolved("wait", 1));
        var frames = _events.Commit(ToldNow("wait", 2, "sales"));
        Assert.Equal(["1 A2 2 TRIGGERED CRITICAL"], frames.Select(Told));
        Assert.Equal(["2 A2 3 RESOLVED CRITICAL"], _events.Commit(Resolved("wait", 2, "sales")).Select(Told));
    }

    [Fact]
    public void Route_WhenAnAlertFlaps_TellsTheTurnThatIsOneTooManyAndThenTheUpdate()
    {
        var update = At.Plus(600_000);
        Fingerprint billing = new("wait", "billing", "voice");
        _events.Commit(Defined(Wait));
        _events.Commit(Triggered("wait", 1));
        var turn = _events.Commit(new FlappingBegan(At.Plus(1_000), At.Plus(1_000), billing, update, -1), Rises("wait", 1));
        Assert.Equal(["2 A1 3 TRIGGERED CRITICAL"], turn.Select(Told));
        Assert.Equal(update.ToString(), AlertOf(turn[0]).GetProperty("nextUpdateAt").GetString());
        var falls = Rises("wait", 1) with { Level = 0, Severity = Severity.Warning, IsDamped = true };
        Assert.Empty(_events.Commit(falls));
        var due = _events.Commit(new FlappingEnded(update, update, billing), new AlertTold(update, update, billing, 1));
        Assert.Equal(["3 A1 5 TRIGGERED WARNING"], due.Select(Told));
        Assert.False(AlertOf(due[0]).TryGetProperty("nextUpdateAt", out _));
    }

    [Fact]
    public void Route_WhenAnAlertResolvesAsItFlaps_SaysWhenTheNextUpdateIs()
    {
        _events.Commit(Defined(Wait));
        _events.Commit(Triggered("wait", 1));
        var over = _events.Commit(new FlappingBegan(At.Plus(2_000), At.Plus(2_000), new("wait", "billing", "voice"), At.Plus(602_000), 0), Resolved("wait", 1));
        Assert.Equal(["2 A1 3 RESOLVED WARNING"], over.Select(Told));
        Assert.Equal(At.Plus(602_000).ToString(), AlertOf(over[0]).GetProperty("nextUpdateAt").GetString());
    }

    // An older version journaled what it triggered without saying whether people were told.
    [Fact]
    public void Restore_WhenAnOlderVersionTriggered_GoesByTheStream()
    {
        _events.Commit(Defined(Wait with { NotificationType = NotificationType.None }), Triggered("wait", 1));
        var snapshot = Encoding.UTF8.GetString(StateCodec.Encode(_events.State));
        var state = StateCodec.Decode(Encoding.UTF8.GetBytes(Regex.Replace(snapshot, ",\"toldAt\":[0-9]+", "")));
        Assert.Null(Assert.Single(state.OpenAlerts).ToldAt);
        _router.Restore(state, "another");
        Assert.Empty(_router.Open);
        state.Evolve(new StreamDefined(At, At, Wait, 2));
        _router.Restore(state, "third");
        Assert.Single(_router.Open);
    }

    [Fact]
    public void Route_WhenAStreamNoLongerNotifies_WhoSawAnAlertSeesItResolve()
    {
        _events.Commit(Defined(Wait), Triggered("wait", 1));
        var silent = Wait with { NotificationType = NotificationType.None };
        Assert.Empty(_events.Commit(new StreamDefined(At, At, silent, 2)));
        Assert.Equal(["2 A1 2 RESOLVED WARNING"], _events.Commit(Resolved("wait", 1)).Select(Told));
    }

    [Fact]
    public void Route_WhenAStreamIsDeleted_ResolvesItsAlerts()
    {
        _events.Commit(Defined(Wait), Triggered("wait", 1));
        var gone = Resolved("wait", 1) with { Reason = ResolveReason.StreamDeleted };
        var frame = Assert.Single(_events.Commit(gone, new StreamDeleted(At, At, "wait")));
        Assert.Equal("streamDeleted", AlertOf(frame).GetProperty("resolvedReason").GetString());
        Assert.Empty(_router.Open);
    }

    [Fact]
    public void Route_WhenAStreamIsRenamed_ShowsItWithTheNextFrameAndInAReset()
    {
        _events.Commit(Defined(Wait), Triggered("wait", 1), Triggered("wait", 2, "sales"));
        Assert.Empty(_events.Commit(new StreamDefined(At, At, Wait with { Name = "Long wait", Priority = 1 }, 2)));
        Assert.All(_router.Open, routed => Assert.Equal(("Long wait", 1), (routed.StreamName, routed.Priority)));
        var alert = AlertOf(Assert.Single(_events.Commit(Resolved("wait", 1))));
        Assert.Equal("Long wait", alert.GetProperty("streamName").GetString());
        Assert.Equal(1, alert.GetProperty("priority").GetInt32());
    }

    [Fact]
    public void Restore_WhenAlertsAreOpen_ShowsThemOldestFirstAndNumbersAnew()
    {
        _events.Commit(Defined(Wait));
        _events.Commit(Triggered("wait", 1), Triggered("wait", 2, "sales"), Triggered("wait", 3, "claims"));
        _events.Commit(Resolved("wait", 2, "sales"));
        _router.Restore(_events.State, "another");
        Assert.Equal(["A1", "A3"], _router.Open.Select(routed => routed.Alert.Id));
        Assert.Equal(("another", 0), (_router.Log.Epoch, _router.Log.Last));
        Assert.Equal(1, Assert.Single(_events.Commit(Rises("wait", 3, "claims"))).Offset);
    }

    [Theory]
    [InlineData(54)]
    [InlineData(133)]
    [InlineData(46)]
    public void Route_WhenADesktopFollowsTheFrames_ItShowsWhatAResetWouldTellIt(int seed)
    {
        var pass = new EnginePass(new AlertEngine(new DurableState(), EngineLimits.Default));
        var desktop = new FollowingDesktop();
        desktop.Reset(DesktopFrames.Reset(_router.Log.Epoch, _router.Log.Last, _router.Open, []));
        var script = new CrashScript(seed, At);
        pass.Begin(At);
        foreach (var stream in CrashScript.Streams) pass.Decide(new DefineStream(stream));
        Follow();
        for (var step = 0; step < CrashScript.Steps; step++)
        {
            pass.Begin(At.Plus((step + 1) * (long)CrashScript.Step.TotalMilliseconds));
            foreach (var queue in script.ChangesAt(step)) Observe(pass, queue);
            Follow();
        }

        Assert.True(desktop.Offset > 19);
        Assert.NotEmpty(desktop.Open);

        void Follow()
        {
            foreach (var frame in _events.Commit([.. pass.End()])) desktop.Take(frame);
            Assert.Equal(_router.Log.Last, desktop.Offset);
            var open = _events.State.OpenAlerts.Where(a => a.IsTold).Select(a => a.Number).Order();
            Assert.Equal(open, _router.Open.Select(r => r.Alert.Number));
            var anew = new FollowingDesktop();
            var restored = new AlertRouter();
            restored.Follow(Somebody);
            restored.Restore(_events.State, "another");
            anew.Reset(DesktopFrames.Reset("another", restored.Log.Last, restored.Open, []));
            Assert.Equal(anew.Open, desktop.Open);
        }
    }

    private static void Observe(EnginePass pass, QueueValues queue)
    {
        var voice = new Observation { QueueId = queue.QueueId, MediaType = MediaTypes.Voice, ObservedAt = pass.Now };
        voice.Set(Metric.WaitingCount, queue.Waiting);
        voice.SetSince(Metric.WaitTimeSeconds, queue.OldestSince);
        pass.Observe(voice);
        var agents = new Observation { QueueId = queue.QueueId, ObservedAt = pass.Now };
        agents.Set(Metric.AgentsOnQueue, queue.Agents);
        pass.Observe(agents);
    }

    private static StreamDefined Defined(StreamDefinition stream) => new(At, At, stream, 1);

    private static JsonElement AlertOf(RoutedFrame frame) =>
        JsonDocument.Parse(frame.Bytes).RootElement.GetProperty("alert");

    private static string Told(RoutedFrame frame)
    {
        var alert = AlertOf(frame);
        string[] fields = ["alertId", "revision", "state", "severity"];
        return $"{frame.Offset} {string.Join(' ', fields.Select(f => alert.GetProperty(f).ToString()))}";
    }
}
