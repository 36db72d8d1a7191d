using System.Text.Json;
using Redline.Delivery.People;
using Redline.Delivery.Routing;
using Redline.Engine.Queues;
using Redline.Engine.Sources;
using static Redline.Delivery.Tests.Routing.CommittedEvents;

namespace Redline.Delivery.Tests.Routing;

/// <summary>Who is told that there is no live data, and of which queues.</summary>
public sealed class BlindRouterTests
{
    // Sam sees everything, Ana billing and claims, Ben claims alone, Cid a queue of another source.
    private static readonly PeopleDirectory People = new(
    [
        new("sam", "Sam", "SUPERVISOR", Visibility.Everything),
        new("ana", "Ana", "AGENT", new(["billing", "claims"], [])),
        new("ben", "Ben", "AGENT", new(["claims"], [])),
        new("cid", "Cid", "AGENT", new(["other"], [])),
    ]);

    private readonly AlertRouter _router = new();
    private readonly CommittedEvents _events;

    public BlindRouterTests()
    {
        _events = new CommittedEvents(_router);
        _router.Follow(People);
        _router.Restore(_events.State, "epoch");
        _router.Follow(Queues(), At);
    }

    [Fact]
    public void Route_WhenQueuesAreNotSeen_TellsEachPersonOfThoseTheyMaySee()
    {
        var frames = _events.Commit(Blinded(["billing", "claims"]));
        Assert.Equal(["ana, sam: Billing, Claims", "ben: Claims"], frames.Select(Told).Order(StringComparer.Ordinal));
        Assert.All(frames, f => Assert.Equal("SILENCE/acd", BlindOf(f).GetProperty("blindId").GetString()));
    }

    [Fact]
    public void Route_WhenTheWholeSourceIsNotSeen_TellsOfAllItsQueuesThatPeopleAreToldOf()
    {
        var frames = _events.Commit(new SourceBlinded(At, At, "acd", BlindCause.Token, At, true, 3, []));
        Assert.Equal(["ana, sam: Billing, Claims", "ben: Claims"], frames.Select(Told).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Route_WhenMoreAreNotSeenThanAreNamed_TellsOfAllOfTheSource()
    {
        var frames = _events.Commit(new SourceBlinded(At, At, "acd", BlindCause.Silence, At, false, 900, ["claims"]));
        Assert.Contains("ana, sam: Billing, Claims", frames.Select(Told));
    }

    [Fact]
    public void Route_WhenQueuesJoinAndLeave_TellsThoseForWhomItIsOtherwise()
    {
        _events.Commit(Blinded(["claims"]));
        var joined = _events.Commit(new BlindnessChanged(At, At, "acd", BlindCause.Silence, false, 2, ["billing", "claims"]));
        Assert.Equal(["ana, sam: Billing, Claims"], joined.Select(Told));
        var left = _events.Commit(new BlindnessChanged(At, At, "acd", BlindCause.Silence, false, 1, ["billing"]));
        Assert.Equal(["ana, sam: Billing", "ben: Claims, over"], left.Select(Told).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Route_WhenItIsOver_TellsWhoWasTold()
    {
        _events.Commit(Blinded(["billing", "claims"]));
        var frames = _events.Commit(new SourceRecovered(At, At, "acd", BlindCause.Silence));
        Assert.Equal(["ana, sam: Billing, Claims, over", "ben: Claims, over"], frames.Select(Told).Order(StringComparer.Ordinal));
        Assert.Empty(_router.Blind);
    }

    [Fact]
    public void Follow_WhenSomebodyMaySeeOtherQueues_TellsThemAndWithdrawsFromThem()
    {
        _events.Commit(Blinded(["billing", "claims"]));
        var moved = People.People.Where(p => p.Id is not ("ana" or "ben"))
            .Append(new("ana", "Ana", "AGENT", new(["claims"], []))).Append(new("ben", "Ben", "AGENT", new(["other"], [])));
        var frames = _router.Follow(new PeopleDirectory(moved));
        Assert.Equal(["ana: Claims", "ben: Claims, over"], frames.Select(Told).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Restore_WhenSomethingIsNotSeen_IsShownOnceItsQueuesAreKnown()
    {
        _events.Commit(Blinded(["claims"]));
        var restored = new AlertRouter();
        restored.Follow(People);
        restored.Restore(_events.State, "another");
        Assert.Empty(restored.Blind);
        Assert.Equal("ana, ben, sam: Claims", Told(Assert.Single(restored.Follow(Queues(), At))));
        Assert.Empty(restored.Follow(Queues(), At));
    }

    [Fact]
    public void Log_WhenADesktopComesBack_HoldsTheLastStateOfEach()
    {
        for (var i = 0; i < 3; i++)
        {
            _events.Commit(Blinded(["billing"]));
            _events.Commit(new SourceRecovered(At, At, "acd", BlindCause.Silence));
        }

        var frames = new List<RoutedFrame>();
        Assert.True(_router.Log.TryRead(0, _router.Log.Last, "ana", few: 1, frames));
        Assert.Equal("ana, sam: Billing, over", Told(Assert.Single(frames)));
    }

    private static SourceBlinded Blinded(string[] queues) =>
        new(At, At, "acd", BlindCause.Silence, At.Plus(-90_000), false, queues.Length, queues);

    // A stream that tells nobody reads sales; other is another source's.
    private static QueueView[] Queues() =>
    [
        Queue("billing", "Billing"), Queue("claims", "Claims"), Queue("sales", "Sales") with { IsTold = false },
        Queue("other", "Other") with { SourceId = "crm" },
    ];

    private static QueueView Queue(string id, string name) =>
        new(id, name, null, "voice", QueueSight.Blind, 3, false, At) { SourceId = "acd", IsTold = true };

    private static JsonElement BlindOf(RoutedFrame frame) => JsonDocument.Parse(frame.Bytes).RootElement.GetProperty("blind");

    private static string Told(RoutedFrame frame)
    {
        var blind = BlindOf(frame);
        var queues = blind.GetProperty("queues").EnumerateArray().Select(q => q.GetProperty("queueName").GetString());
        Assert.Equal(blind.GetProperty("queueCount").GetInt32(), blind.GetProperty("queues").GetArrayLength());
        var over = blind.GetProperty("endedAt").ValueKind == JsonValueKind.Null ? "" : ", over";
        return $"{string.Join(", ", frame.Persons.Ids.Order(StringComparer.Ordinal))}: {string.Join(", ", queues)}{over}";
    }
}
