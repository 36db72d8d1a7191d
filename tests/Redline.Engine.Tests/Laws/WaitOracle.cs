namespace Redline.Engine.Tests.Laws;

/// <summary>What is heard of the waiting at one instant.</summary>
/// <param name="At">Milliseconds from the beginning.</param>
/// <param name="Since">Since when the oldest waits, milliseconds from the beginning; null with a count above 0: not said.</param>
/// <param name="Count">How many wait.</param>
internal sealed record Heard(int At, int? Since, int Count);

/// <summary>The settings of a stream with one level, in milliseconds.</summary>
internal sealed record WaitRule(int Threshold, bool OrEqual, int Sustain, int Hold, int Cooldown);

/// <summary>An alert as <c>replay</c> writes it.</summary>
internal sealed record WaitRow(int OpenedAt, int TriggeredAt, int? ResolvedAt);

/// <summary>
/// The rules of one level written a second time and in another way: one step per millisecond, counting for how long the
/// condition has been true or false. Slow, and simple enough to be believed.
/// </summary>
internal static class WaitOracle
{
    public static List<WaitRow> Rows(IReadOnlyList<Heard> timeline, WaitRule rule, int end)
    {
        var rows = new List<WaitRow>();
        int? since = null, trueFrom = null, falseFrom = null, openedAt = null, triggeredAt = null;
        var (known, noneWaits, alerted) = (false, false, false);
        for (var (t, next) = (0, 0); t <= end; t++)
        {
            if (next < timeline.Count && timeline[next].At == t)
            {
                var heard = timeline[next++];
                if (heard.Since is not null) (known, noneWaits, since) = (true, false, heard.Since);
                else if (heard.Count == 0) (known, noneWaits) = (true, true);
                else if (noneWaits) (known, noneWaits) = (false, false);
            }

            var wait = noneWaits ? 0 : Math.Max(0, t - (since ?? 0));
            var isTrue = known && (rule.OrEqual ? wait >= rule.Threshold : wait > rule.Threshold);
            trueFrom = isTrue ? trueFrom ?? t : null;
            falseFrom = known && !isTrue ? falseFrom ?? t : null;
            if (openedAt is null && t - trueFrom >= rule.Sustain) openedAt = trueFrom;
            else if (openedAt is not null && t - falseFrom >= rule.Hold) openedAt = null;

            if (openedAt is not null && !alerted && (triggeredAt is null || t - triggeredAt >= rule.Cooldown))
            {
                rows.Add(new WaitRow(openedAt.Value, t, null));
                (alerted, triggeredAt) = (true, t);
            }
            else if (openedAt is null && alerted)
            {
                rows[^1] = rows[^1] with { ResolvedAt = t };
                alerted = false;
            }
        }

        return rows;
    }
}
