using Redline.Simulator.Calls;

namespace Redline.Server.Tests.Replays;

/// <summary>A level of the sweep: a wait in seconds, and how long it must last.</summary>
internal sealed record SweptLevel(long WaitSeconds, long SustainSeconds);

/// <summary>
/// What a stream would tell, worked out the slow way: every second of the calls is looked at, one queue after the
/// other, with nothing of the engine. Right for calls whose times are whole seconds and levels of "at least".
/// </summary>
internal sealed record SecondBySecond(IReadOnlyList<SweptLevel> Levels, long ClearSeconds, long CooldownSeconds)
{
    private const long RunOnSeconds = 3 * 3_600;

    /// <summary>The alerts of one queue: the highest level each reached, and its instants in seconds.</summary>
    public IEnumerable<(int Level, long Triggered, long Resolved)> AlertsOf(IEnumerable<CallRecord> calls)
    {
        var waits = calls.Where(c => c.QueuedMilliseconds is not null)
            .Select(c => (From: c.QueuedMilliseconds!.Value / 1_000, To: c.LeftQueueMilliseconds!.Value / 1_000))
            .Where(w => w.To > w.From).OrderBy(w => w.From).ToArray();
        if (waits.Length == 0) yield break;

        var breaches = Levels.Select(l => new Breach(l, ClearSeconds)).ToArray();
        (int Highest, long Triggered)? open = null;
        (int Highest, long Triggered)? last = null;
        foreach (var (now, longest) in LongestWaits(waits))
        {
            foreach (var breach in breaches) breach.Look(now, longest);
            var top = Array.FindLastIndex(breaches, b => b.IsOpen);
            if (open is { } alert)
            {
                open = last = (Math.Max(alert.Highest, top), alert.Triggered);
                if (top >= 0) continue;
                yield return (open.Value.Highest, alert.Triggered, now);
                open = null;
            }
            else if (top >= 0
                && (last is not { } told || top > told.Highest || now >= told.Triggered + CooldownSeconds))
            {
                open = last = (top, now);
            }
        }

        Assert.Null(open);
    }

    // For every second how long the one that waits longest has waited; -1: nobody waits.
    private static IEnumerable<(long Now, long Longest)> LongestWaits((long From, long To)[] waits)
    {
        var waiting = new List<(long From, long To)>();
        var next = 0;
        var end = waits.Max(w => w.To) + RunOnSeconds;
        for (var now = waits[0].From; now <= end; now++)
        {
            while (next < waits.Length && waits[next].From <= now) waiting.Add(waits[next++]);
            waiting.RemoveAll(w => w.To <= now);
            yield return (now, waiting.Count == 0 ? -1 : now - waiting.Min(w => w.From));
        }
    }

    private sealed class Breach(SweptLevel level, long clearSeconds)
    {
        private long? _trueSince;
        private long? _falseSince;

        public bool IsOpen { get; private set; }

        public void Look(long now, long longest)
        {
            var isTrue = longest >= level.WaitSeconds;
            _trueSince = isTrue ? _trueSince ?? now : null;
            _falseSince = isTrue ? null : _falseSince ?? now;
            if (!IsOpen) IsOpen = now - _trueSince >= level.SustainSeconds;
            else if (now - _falseSince >= clearSeconds) IsOpen = false;
        }
    }
}
