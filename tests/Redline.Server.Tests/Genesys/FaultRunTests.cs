using Redline.Engine;
using Redline.Engine.Sources;
using Redline.Server.Tests.Replays;

namespace Redline.Server.Tests.Genesys;

/// <summary>
/// A recorded day through the emulated platform, its faults and the connector, against crossings that were worked out
/// independently: outside the time of a fault and what it takes to get over it, every crossing is an alert at its
/// instants, and there is no other.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class FaultRunTests : IAsyncDisposable
{
    private const double Speed = 240;

    private static readonly (string Fault, string From, string To)[] Faults =
    [
        ("dropSockets", "09:30:00", "09:45:00"), ("halfOpen", "09:55:00", "09:58:00"), ("socketClosing", "10:10:00", "10:11:00"),
        ("tokenExpiry", "10:20:00", "10:35:00"), ("revokeTokens", "10:45:00", "10:45:01"), ("handshakeRefused", "10:55:00", "10:57:00"),
        ("rateLimitStorm", "11:05:00", "11:10:00"), ("lateEvents", "11:20:00", "11:30:00"), ("reorderEvents", "11:40:00", "11:50:00"),
        ("outage", "12:10:00", "12:12:00"), ("unansweredRinging", "12:20:00", "12:26:00"),
    ];

    // Callers wait in it, and have for more than a minute.
    private const string DeletedQueue = "PS";
    private const string DeletedAt = "12:56:30";

    private readonly Stalls _stalls = new();

    /// <summary>
    /// How late something may be seen, in simulated milliseconds: a second of the platform's pace and 50 ms of wall time,
    /// and what this machine has held a thread up for besides.
    /// </summary>
    private long Tolerance => (long)(1_000 + Speed * (50 + 2 * _stalls.Longest.TotalMilliseconds));

    /// <summary>Getting over a fault takes a reconcile, or a few attempts with their pauses of wall time.</summary>
    private long Recovery => 120_000 + (long)(Speed * 4 * _stalls.Longest.TotalMilliseconds);

    private static string Script => "[" + string.Join(',', Faults.Select(ScriptOf).Append(
        // Told twice is no fault that may be seen.
        """{"fault":"duplicateEvents","at":"1999-03-11T09:00:00Z","durationSeconds":18000}""").Append(
        $$"""{"fault":"queueDeleted","queue":"{{DeletedQueue}}","at":"1999-03-11T{{DeletedAt}}Z"}""")) + "]";

    public ValueTask DisposeAsync() => _stalls.DisposeAsync();

    [Fact]
    public async Task Day_WithEveryFaultThePlatformIsKnownFor_IsSeenAsItWas()
    {
        await using var day = await PlatformDay.StartAsync("09:00:00", Speed, Script);
        _stalls.Watch();
        await day.UntilAsync("13:03:00");

        var alerts = day.Alerts();
        var wrong = new List<string>();
        foreach (var known in Known())
        {
            var told = alerts[known.Key].ToList();
            wrong.AddRange(Doubled(known.Key, told));
            wrong.AddRange(Missing(known.Key, [.. known], told));
            wrong.AddRange(Invented(known.Key, [.. known], told));
        }

        Assert.Equal([], wrong);
        Assert.True(alerts.Sum(a => a.Count()) > 100, "hardly anything happened");
        var platform = await day.PlatformAsync();
        Assert.InRange(platform.GetProperty("channels").GetInt32(), 1, 2);
        Assert.Equal(1, platform.GetProperty("sockets").GetInt32());
        AssertBlindDuringTheOutage(day.Sights());
        AssertOverWhenDeleted(alerts.Where(a => a.Key.Queue == DeletedQueue).SelectMany(a => a));
    }

    // Known by the next reconcile, or when the queues are listed again: until then a wait goes on by the clock and may even
    // cross a line. From then on what was open is over, and nothing opens any more.
    private void AssertOverWhenDeleted(IEnumerable<(Instant From, Instant To)> told)
    {
        var known = PlatformDay.At(DeletedAt).Plus(60_000 + Tolerance);
        Assert.All(told, t => Assert.True(t.From <= known, $"opened at {t.From}, when the queue was gone"));
        Assert.All(told, t => Assert.True(t.To <= known, $"not over before {t.To}"));
    }

    // Told within a minute and a half, once for each cause there is, and over soon after the outage is.
    private void AssertBlindDuringTheOutage(IReadOnlyList<SourceEvent> sights)
    {
        var (from, to) = (PlatformDay.At("12:10:00"), PlatformDay.At("12:12:00"));
        var blinded = sights.OfType<SourceBlinded>().Where(b => b.At >= from && b.At <= to.Plus(Recovery)).ToList();
        Assert.NotEmpty(blinded);
        Assert.InRange(blinded[0].At.Since(from), 0, 90_000 + Tolerance);
        Assert.Equal(blinded.Count, blinded.DistinctBy(b => b.Cause).Count());
        Assert.Contains(blinded, b => b.IsWhole);
        foreach (var cause in blinded.Select(b => b.Cause))
        {
            var recovered = Assert.Single(sights.OfType<SourceRecovered>(), r => r.Cause == cause && r.At >= from && r.At <= to.Plus(2 * Recovery));
            Assert.InRange(recovered.At.Since(to), -Tolerance, Recovery);
        }
    }

    private static IEnumerable<string> Doubled((string, int) key, List<(Instant From, Instant To)> told) =>
        told.Zip(told.Skip(1)).Where(p => p.Second.From < p.First.To).Select(p => $"{key}: two at once: {p}");

    // One that is shorter than what may be late need not be seen, nor a pause between two.
    private IEnumerable<string> Missing(
        (string, int) key, List<RecordedCrossing> known, List<(Instant From, Instant To)> told) =>
        from crossing in known
        where crossing.Closed.Since(crossing.Opened) > Tolerance
        from edge in new[] { crossing.Opened, crossing.Closed }
        where IsSettled(key.Item1, edge) && !known.Any(k => k != crossing && Math.Min(Math.Abs(k.Closed.Since(edge)), Math.Abs(k.Opened.Since(edge))) <= Tolerance)
        let isOpening = edge == crossing.Opened
        where !told.Any(t => Math.Abs((isOpening ? t.From : t.To).Since(edge)) <= Tolerance)
        select $"{key}: {(isOpening ? "not opened" : "not closed")} at {edge}";

    // One that is as short may be a call that left just before it would have crossed, and was seen to leave late.
    private IEnumerable<string> Invented(
        (string, int) key, List<RecordedCrossing> known, List<(Instant From, Instant To)> told) =>
        from alert in told
        where alert.To == Instant.Never || alert.To.Since(alert.From) > Tolerance
        from edge in new[] { alert.From, alert.To }
        where edge != Instant.Never && IsSettled(key.Item1, edge)
        where !known.Any(k => Math.Abs((edge == alert.From ? k.Opened : k.Closed).Since(edge)) <= Tolerance)
        select $"{key}: {(edge == alert.From ? "opened" : "closed")} at {edge}, when nothing did";

    private static IEnumerable<IGrouping<(string Queue, int Threshold), RecordedCrossing>> Known() =>
        from crossing in RecordedCrossing.Of(3)
        where crossing.Closed > PlatformDay.At("09:00:00") && crossing.Opened < PlatformDay.At("13:00:00")
        group crossing by (crossing.Queue, crossing.ThresholdSeconds);

    // The first minutes are the connecting, and what happens at the end may not have been seen yet.
    private bool IsSettled(string queue, Instant edge) =>
        edge > PlatformDay.At("09:02:00") && edge < PlatformDay.At("12:58:00")
        && (queue != DeletedQueue || edge < PlatformDay.At(DeletedAt).Plus(-Tolerance))
        && !Faults.Any(f => edge >= PlatformDay.At(f.From).Plus(-Tolerance) && edge <= PlatformDay.At(f.To).Plus(Recovery));

    private static string ScriptOf((string Fault, string From, string To) fault)
    {
        var seconds = PlatformDay.At(fault.To).Since(PlatformDay.At(fault.From)) / 1_000;
        var lasts = fault.Fault is "socketClosing" or "revokeTokens" ? "" : $",\"durationSeconds\":{seconds}";
        return $$"""{"fault":"{{fault.Fault}}","at":"1999-03-11T{{fault.From}}Z"{{lasts}}}""";
    }
}
