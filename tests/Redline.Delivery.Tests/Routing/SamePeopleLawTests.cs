using FsCheck;
using FsCheck.Fluent;
using Redline.Delivery.People;
using Redline.Delivery.Routing;
using Redline.Delivery.Tests.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Queues;
using Redline.Engine.Silences;
using Redline.Engine.Streams;
using Redline.TestKit.Scenarios;

namespace Redline.Delivery.Tests.Routing;

/// <summary>Who saw an alert fire sees it resolve, whatever changes meanwhile; nobody sees the end of what they never saw.</summary>
public sealed class SamePeopleLawTests
{
    private static readonly string[] Everybody = ["ana", "kim", "sam"];

    private static readonly Gen<Visibility> Views = Gen.Elements(Visibility.Everything, new Visibility(["q1"], []), new Visibility(["q2"], []));

    private static readonly Gen<PeopleDirectory> Directories =
        from views in Gen.ListOf(Views, Everybody.Length)
        from there in Gen.ListOf(Gen.Elements(true, true, true, false), Everybody.Length)
        select new PeopleDirectory(Enumerable.Range(0, Everybody.Length).Where(i => there[i])
            .Select(i => new DirectoryPerson(Everybody[i], Everybody[i], "SUPERVISOR", views[i])));

    private static readonly Gen<StreamDefinition> Streams =
        from id in Gen.Elements("s1", "s2")
        from status in Gen.Elements(StreamStatus.Active, StreamStatus.Active, StreamStatus.Shadow, StreamStatus.Disabled)
        from notification in Gen.Elements(NotificationType.Push, NotificationType.Push, NotificationType.None)
        from priority in Gen.Elements(1, 3)
        from cooldown in Gen.Elements<long>(0, 30_000)
        select SomeStream.Wait(id, 0) with
        {
            SpelledAsLevels = true,
            Levels = [SomeStream.Level(Severity.Warning, 5), SomeStream.Level(Severity.Critical, 30, 1_000)],
            Status = status,
            NotificationType = notification,
            Priority = priority,
            CooldownMilliseconds = cooldown,
        };

    private static readonly Gen<Happening> Happenings = Gen.Frequency(
        (6, from queue in Gen.Elements("q1", "q2") from age in Gen.Elements<long?>(null, 0, 6_000, 40_000) select (Happening)new Waits(queue, age)),
        (6, Gen.Elements<long>(1, 250, 1_000, 5_000, 31_000).Select(ms => (Happening)new Passes(ms))),
        (2, Streams.Select(s => (Happening)new Defined(s))),
        (2, Directories.Select(d => (Happening)new Directed(d))),
        (1, Gen.Elements<long>(2_000, 20_000).Select(ms => (Happening)new Silenced(ms))),
        (1, Gen.Elements(1L, 2L, 3L).Select(n => (Happening)new Taken(n))),
        (1, Gen.Elements("s1", "s2").Select(s => (Happening)new Deleted(s))),
        (1, Gen.Constant((Happening)new RouterRestarts())));

    [Fact]
    public void Alert_WhateverChangesMeanwhile_ResolvesForThoseWhoSawItAndForNobodyElse() => Law.Holds(
        from first in Gen.ListOf(Streams, 2)
        from people in Directories
        from happenings in Gen.Choose(5, 80).SelectMany(n => Gen.ListOf(Happenings, n))
        select (IReadOnlyList<Happening>)[.. first.Select(s => new Defined(s)), new Directed(people), .. happenings, .. Ending],
        new Action<IReadOnlyList<Happening>>(Hold), count: 300, shrink: Smaller);

    // Everybody is served, a moment after whatever was observed last, and every hold ends: no alert is left.
    private static Happening[] Ending => [new Passes(1), new Waits("q1", null), new Waits("q2", null), new Passes(60_000)];

    private static IEnumerable<IReadOnlyList<Happening>> Smaller(IReadOnlyList<Happening> all)
    {
        for (var i = 0; i < all.Count - Ending.Length; i++) yield return [.. all.Take(i), .. all.Skip(i + 1)];
    }

    private static void Hold(IReadOnlyList<Happening> happenings)
    {
        var engine = new JournaledEngine();
        var router = new AlertRouter();
        var committed = new CommittedEvents(router);
        router.Restore(committed.State, "epoch");
        var screens = Everybody.Select(p => new PersonScreen(p)).ToArray();
        var told = new HashSet<long>();
        var now = CommittedEvents.At;
        foreach (var happening in happenings)
        {
            if (happening is Passes { Milliseconds: var ms }) now = now.Plus(ms);
            var events = engine.Run(now, pass => Take(pass, happening, engine.Engine.Durable));
            told.UnionWith(events.OfType<AlertTriggered>().Where(t => t.Held == SuppressionReason.None).Select(t => t.Number));
            told.UnionWith(events.OfType<AlertTold>().Select(t => t.Number));
            Show(committed.Commit([.. events]), screens);
            if (happening is Directed { Directory: var directory }) Show(router.Follow(directory), screens);
            if (happening is RouterRestarts)
            {
                router.Restore(committed.State, "another");
                foreach (var screen in screens) screen.Reset(router);
            }

            foreach (var screen in screens)
            {
                var theirs = committed.State.OpenAlerts
                    .Where(a => told.Contains(a.Number) && MaySee(router.Directory, screen.PersonId, a.Fingerprint.QueueId))
                    .Select(a => a.Id).Order(StringComparer.Ordinal);
                Assert.Equal(theirs, screen.Alerts);
            }
        }

        Assert.Empty(committed.State.OpenAlerts);
        Assert.All(screens, s => Assert.Empty(s.Alerts));
    }

    private static bool MaySee(PeopleDirectory directory, string personId, string queueId) =>
        directory.Find(personId)?.Visible.Includes(queueId, null) is true;

    private static void Show(IReadOnlyList<RoutedFrame> frames, PersonScreen[] screens)
    {
        foreach (var frame in frames)
            foreach (var screen in screens)
                screen.Take(frame);
    }

    private static void Take(EnginePass pass, Happening happening, DurableState state)
    {
        switch (happening)
        {
            case Waits { QueueId: var queue, AgeMilliseconds: var age }:
                var seen = new Observation { QueueId = queue, MediaType = MediaTypes.Voice, ObservedAt = pass.Now };
                seen.Set(Metric.WaitingCount, age is null ? 0 : 1);
                seen.SetSince(Metric.WaitTimeSeconds, age is { } waited ? pass.Now.Plus(-waited) : null);
                pass.Observe(seen);
                break;
            case Defined { Stream: var stream }:
                pass.Decide(new DefineStream(stream));
                break;
            case Deleted { StreamId: var id }:
                pass.Decide(new DeleteStream(id));
                break;
            case Silenced { Milliseconds: var duration }:
                pass.Decide(new SetSilence(null, new(new([], [], ["s1"], []), null, pass.Now.Plus(duration), null, "works"), "person:sam"));
                break;
            case Taken { Number: var number } when state.OpenAlerts.Any(a => a.Number == number && a.Acknowledgement is null):
                pass.Decide(new AcknowledgeAlert(number, "sam"));
                break;
        }
    }

    private abstract record Happening;

    private sealed record Waits(string QueueId, long? AgeMilliseconds) : Happening;

    private sealed record Passes(long Milliseconds) : Happening;

    private sealed record Defined(StreamDefinition Stream) : Happening
    {
        public override string ToString() => StreamDefinitionWriter.ToJson(Stream);
    }

    private sealed record Deleted(string StreamId) : Happening;

    private sealed record Directed(PeopleDirectory Directory) : Happening
    {
        public override string ToString() => string.Join(", ", Directory.People.Select(p => $"{p.Id} sees {p.Visible.ToKey()}"));
    }

    private sealed record Silenced(long Milliseconds) : Happening;

    private sealed record Taken(long Number) : Happening;

    private sealed record RouterRestarts : Happening;
}
