using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Schedules;
using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>Reads how a stream stands at a queue. Changes nothing and decides nothing.</summary>
internal static class StreamLooker
{
    /// <summary>By both states, now.</summary>
    public static StreamLook Look(DurableState durable, QueueEntry? queue, string streamId, string queueId, Instant now)
    {
        IEnumerable<QueueScope> scopes = queue is null ? [] : queue.Media.Prepend(queue.Whole);
        var found = scopes.SelectMany(s => s.Watches).Where(w => w.Fingerprint.StreamId == streamId).Select(w => Of(w, now));
        var known = queue is null ? null : new QueueLook(
            queue.Name, queue.DivisionId, queue.HeardAt == Instant.Beginning ? null : queue.HeardAt, [.. queue.Media.Select(m => m.MediaType!)]);
        return Look(durable, streamId, queueId, queue?.DivisionId, now) with { Queue = known, Fingerprints = [.. found] };
    }

    /// <summary>By what was decided alone.</summary>
    public static StreamLook Look(DurableState durable, string streamId, string queueId, string? divisionId, Instant at)
    {
        var stream = durable.Streams.GetValueOrDefault(streamId);
        ScheduleSpan? schedule = stream?.Definition.Schedule is { } times ? new ScheduleTimes(times).At(at) : null;
        var decided = durable.Fingerprints.Values
            .Where(f => stream is not null && f.Fingerprint.StreamId == streamId && f.Fingerprint.QueueId == queueId).OrderBy(f => f.Fingerprint);
        var severities = stream?.Definition.Levels.Select(l => l.Severity) ?? [];
        var silences = severities.SelectMany(s => SilencesOf(durable, new(streamId, queueId, null), divisionId, s, at)).Distinct();
        return new(
            at, streamId, queueId, stream, null, schedule, [.. decided.Select(f => Of(f, stream!.Definition, at))],
            [.. silences.OrderBy(s => s.Silence.Number)], [.. durable.Sources.Blind]);
    }

    private static FingerprintLook Of(FingerprintWatch watch, Instant now)
    {
        var decided = watch.State is { } state ? Of(state, watch.Stream, now) : null;
        var levels = watch.Levels.Select((c, i) => (decided?.Levels[i] ?? Quiet(watch.Stream.Levels[i])) with
        {
            IsTrue = Said(c.Filter.Evaluate(watch.Scope.Values, now.Milliseconds)),
            Comparisons = Compared(c.Filter.Root, watch.Scope.Values, now),
        }).ToArray();
        decided ??= new(watch.Fingerprint, true, false, [], null, SuppressionReason.None, default, null);
        return decided with
        {
            IsSeen = watch.Scope.Confirmed,
            IsBlind = !watch.Scope.Confirmed && (watch.Scope.IsBlind || watch.Scope.Queue.IsBlind),
            Levels = levels,
        };
    }

    private static FingerprintLook Of(FingerprintState state, StreamDefinition stream, Instant at)
    {
        var levels = new LevelLook[stream.Levels.Count];
        for (var i = 0; i < levels.Length; i++) levels[i] = Of(state.Levels[i], stream, stream.Levels[i]);
        var cooled = state.LastTriggeredAt == Instant.Beginning ? at : state.LastTriggeredAt.Plus(stream.CooldownMilliseconds);
        return new(
            state.Fingerprint, true, false, levels, state.Alert, state.Suppression, state.SuppressedUntil,
            state.Alert is null && cooled > at ? cooled : null);
    }

    private static LevelLook Of(LevelState level, StreamDefinition stream, StreamLevel defined) => new(
        defined.Severity, level.Phase, level.Since,
        level.Phase switch
        {
            LevelPhase.Sustaining => level.Since.Plus(defined.SustainMilliseconds),
            LevelPhase.Clearing => level.Since.Plus(stream.ClearAfterMilliseconds),
            _ => null,
        },
        null, []);

    private static LevelLook Quiet(StreamLevel defined) => new(defined.Severity, LevelPhase.Quiet, default, null, null, []);

    private static IEnumerable<SilenceLook> SilencesOf(
        DurableState durable, Fingerprint fingerprint, string? divisionId, Severity severity, Instant at)
    {
        foreach (var silence in durable.Silences.Open.Values)
        {
            if (silence.From > at || at >= silence.Until || !silence.Scope.Includes(fingerprint, divisionId, severity)) continue;
            if (silence.Recurs is not { } recurs)
            {
                yield return new(silence, silence.Until);
                continue;
            }

            var span = new ScheduleTimes(recurs).At(at);
            if (span.IsOpen) yield return new(silence, Instant.Min(span.Until, silence.Until));
        }
    }

    private static List<ComparisonLook> Compared(BoundNode filter, double[] values, Instant now)
    {
        var leaves = new List<BoundCompare>();
        filter.CollectComparisons(leaves);
        return [.. leaves.Select(l => Of(l, values, now))];
    }

    private static ComparisonLook Of(BoundCompare leaf, double[] values, Instant now)
    {
        var metric = MetricOf(leaf.Left);
        var (left, right) = (Known(leaf.Left.Evaluate(values, now.Milliseconds)), Known(leaf.Right.Evaluate(values, now.Milliseconds)));
        var of = metric ?? MetricOf(leaf.Right);
        var what = metric is { } m ? StreamWords.Of(m) : "what is worked out";
        var wanted = right is { } r ? $"{Wanted(leaf.Operator)} {StreamWords.Number(r, of)}" : "is compared with something that is not known";
        var words = left is { } l ? $"{what} is {StreamWords.Number(l, of)}, and {wanted}" : $"{what} is not known, and {wanted}";
        var word = FilterWords.WordOf(FilterWords.Comparisons, leaf.Operator);
        return new(words, metric?.Name(), word, right, left, Said(leaf.Evaluate(values, now.Milliseconds)));
    }

    private static string Wanted(ComparisonOperator op) => StreamWords.Of(op) switch
    {
        "is" => "has to be",
        "is not" => "has not to be",
        var word => "has to be" + word["is".Length..],
    };

    private static Metric? MetricOf(BoundValue value) => value switch
    {
        BoundMetric metric => metric.Metric,
        BoundSince since => since.Metric,
        _ => null,
    };

    private static double? Known(double number) => double.IsFinite(number) ? number : null;

    private static bool? Said(Truth truth) => truth == Truth.Unknown ? null : truth == Truth.True;
}
