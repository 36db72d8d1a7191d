using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>What a source knows of one queue at one instant.</summary>
internal sealed record QueueValues(string QueueId, Instant? OldestSince, int Waiting, int Agents);

/// <summary>
/// A few minutes of several queues, made from a seed: callers come, are answered and give up, agents come and go. All
/// instants are multiples of <see cref="Step"/>, so that the loop's timers fall on the steps and a run is the same
/// each time.
/// </summary>
internal sealed class CrashScript
{
    public const int Steps = 32;
    public const int Queues = 4;
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Longer than every line, sustain, clear hold and cooldown together.</summary>
    public const int StepsUntilSettled = 26;

    private const string Wait = "wait";
    private const string Count = "count";
    private const string Load = "load";

    private readonly List<QueueValues[]> _values = [];
    private readonly List<QueueValues[]> _changes = [];

    public CrashScript(int seed, Instant start)
    {
        var random = new Random(seed);
        var callers = Enumerable.Range(0, Queues).Select(_ => new List<Instant>()).ToArray();
        var values = Enumerable.Range(0, Queues).Select(q => new QueueValues($"q{q}", null, 0, 2)).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var now = start.Plus((step + 1) * (long)Step.TotalMilliseconds);
            var next = values.Select((v, q) => Change(random, v, callers[q], now)).ToArray();
            _changes.Add([.. next.Where((v, q) => step == 0 || v != values[q])]);
            _values.Add(values = next);
        }
    }

    public static IReadOnlyList<StreamDefinition> Streams { get; } =
    [
        SomeStream.Wait(Wait, 0) with
        {
            SpelledAsLevels = true,
            Levels = [SomeStream.Level(Severity.Warning, 25, 10_000), SomeStream.Level(Severity.Critical, 50)],
            ClearAfterMilliseconds = 10_000,
            CooldownMilliseconds = 40_000,
        },
        SomeStream.Wait(Count, 0) with
        {
            SpelledAsLevels = true,
            Levels = [new(Severity.Warning, AtLeast(Metric.WaitingCount, 3), null, 10_000)],
            ClearAfterMilliseconds = 5_000,
            CooldownMilliseconds = 20_000,
        },
        SomeStream.WaitingPerAgent(Load, 2),
    ];

    /// <summary>All values after a step.</summary>
    public IReadOnlyList<QueueValues> ValuesAfter(int step) => _values[step];

    /// <summary>The values that a step changes.</summary>
    public IReadOnlyList<QueueValues> ChangesAt(int step) => _changes[step];

    /// <summary>Whether the lowest level of a stream's filter is true of a queue: written once more, by hand.</summary>
    public static bool Holds(string streamId, QueueValues queue, Instant now) => streamId switch
    {
        Wait => queue.OldestSince is { } since && now.Since(since) >= 25_000,
        Count => queue.Waiting >= 3,
        _ => queue.Waiting >= 2 * Math.Max(queue.Agents, 1),
    };

    private static QueueValues Change(Random random, QueueValues was, List<Instant> callers, Instant now)
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                callers.Add(now);
                break;
            case 4 when callers.Count > 0:
                callers.RemoveAt(0);
                break;
            case 5 when callers.Count > 0:
                callers.RemoveAt(callers.Count - 1);
                break;
            case 6:
                callers.Clear();
                break;
            case 7:
                was = was with { Agents = random.Next(4) };
                break;
        }

        return was with { OldestSince = callers.Count == 0 ? null : callers[0], Waiting = callers.Count };
    }

    private static CompareNode AtLeast(Metric metric, double value) =>
        new(new MetricValue(metric), ComparisonOperator.GreaterThanOrEqual, new ConstantValue(value));
}
