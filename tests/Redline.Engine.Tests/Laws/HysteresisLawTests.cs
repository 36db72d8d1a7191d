using FsCheck.Fluent;
using Redline.Engine.Alerts;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Laws;

public sealed class HysteresisLawTests
{
    private const int Low = 5;
    private const int High = 10;

    private static readonly StreamDefinition Stream = new()
    {
        Id = "crowd",
        Name = "crowd",
        Levels =
        [
            new(
                Severity.Critical,
                SomeFilter.Read($$"""{"field":"waitingCount","operator":"GREATER_THAN","value":{{High}}}"""),
                SomeFilter.Read($$"""{"field":"waitingCount","operator":"LESS_THAN","value":{{Low}}}"""), 0),
        ],
        CooldownMilliseconds = 0,
        ClearAfterMilliseconds = 300,
    };

    [Fact]
    public void Transition_WhenBetweenTheTwoLines_NeverHappens() => Law.Holds(
        Gen.Choose(1, 80).SelectMany(n => Gen.ListOf(Gen.Choose(0, 15).Zip(Gen.Choose(1, 400)), n)),
        samples =>
        {
            var engine = new JournaledEngine();
            var now = Story.Beginning;
            var timeline = new List<(Instant At, int Value)> { (Instant.Beginning, Low) };
            engine.Run(now, pass => pass.Decide(new DefineStream(Stream)));
            foreach (var (value, milliseconds) in samples)
            {
                now = now.Plus(milliseconds);
                timeline.Add((now, value));
                var observation = new Observation { QueueId = "q1", MediaType = "voice", ObservedAt = now };
                observation.Set(Metric.WaitingCount, value);
                foreach (var e in engine.Run(now, pass => pass.Observe(observation)))
                {
                    var then = timeline.FindLast(s => s.At <= e.At).Value;
                    if (e is BreachOpened or AlertTriggered) Assert.True(then > High, $"{then} waiting: {e}");
                    if (e is ClearStarted or BreachClosed or AlertResolved) Assert.True(then < Low, $"{then} waiting: {e}");
                }
            }
        });
}
