using System.Numerics;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>What the author of a valid stream should know of it (design section 6). Pure.</summary>
public static class StreamLints
{
    private const int MaxNamed = 5;

    /// <summary>The lints of a stream, the loudest first.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="survey">What it finds now; null: not known, and then what depends on it is left out.</param>
    public static IReadOnlyList<StreamLint> Of(StreamDefinition stream, StreamSurvey? survey)
    {
        var lints = new List<StreamLint>();
        if (!IsBound(stream, TextField.QueueId, TextField.QueueName, TextField.DivisionId)) lints.Add(Unbound(survey));
        if (survey is { UnknownQueueIds.Count: > 0, KnownQueues: > 0 }) lints.Add(Unknown(survey));
        if (LeavesMediaTypeOpen(stream))
            lints.Add(new("MEDIA_TYPE_UNBOUND", LintSeverity.Warning, "The stream looks at every media type: an e-mail may wait for hours where a call may not. Name one with mediaType, or take the source entity telephony.queue.metrics for calls.", "mediaType"));
        if (Expressions(stream).Any(e => FilterFields.Reads(e, TextField.QueueName)))
            lints.Add(new("QUEUE_NAME_UNSTABLE", LintSeverity.Info, "Queues are chosen by name: whoever renames a queue changes what this stream looks at. Ids stay.", "queueName"));
        if (stream is { NotificationType: NotificationType.Flow, Flow: null, Status: not StreamStatus.Disabled })
            lints.Add(new("FLOW_WITHOUT_FLOW", LintSeverity.Warning, "Nobody is told: the stream leaves telling to a flow, and none is named. Take PUSH to tell its audience.", "notificationType"));
        if (stream.Status == StreamStatus.Shadow)
            lints.Add(new("IN_SHADOW", LintSeverity.Info, "Nobody is told: alerts are recorded with the reason SHADOW. Make the stream ACTIVE to tell people; what is open then is told then.", "status"));
        AddRatios(stream, lints);
        if (survey is not null) AddNeverObserved(stream, survey, lints);
        return lints;
    }

    private static IEnumerable<FilterNode> Expressions(StreamDefinition stream) =>
        stream.Levels.SelectMany(l => l.Clear is null ? [l.Filter] : (FilterNode[])[l.Filter, l.Clear]);

    private static bool IsBound(StreamDefinition stream, params TextField[] fields) =>
        stream.Levels.All(l => FilterScope.IsBound(l.Filter, fields));

    private static bool LeavesMediaTypeOpen(StreamDefinition stream) =>
        stream.SourceEntity == SourceEntity.Routing
        && !IsBound(stream, TextField.MediaType)
        && !Expressions(stream).All(FilterFields.IsQueueWide);

    private static StreamLint Unbound(StreamSurvey? survey)
    {
        var found = survey is null
            ? "every queue there is and every one that will be."
            : $"{survey.MatchedQueues:N0} of the {survey.KnownQueues:N0} known queues, {survey.BreachingQueues:N0} of them over the line now, and every queue that will be.";
        return new("QUEUE_UNBOUND", LintSeverity.Warning, $"The expression names no queue: it looks at {found} Name queues with queueId, queueName or divisionId.", "queueId");
    }

    private static StreamLint Unknown(StreamSurvey survey)
    {
        var ids = survey.UnknownQueueIds;
        var named = string.Join(", ", ids.Take(MaxNamed)) + (ids.Count > MaxNamed ? $" and {ids.Count - MaxNamed:N0} more" : "");
        var message = ids.Count == 1
            ? $"No queue {named} is known: for it nothing happens until it is heard of. Look for a slip, or at whether its source is connected."
            : $"{ids.Count:N0} of the queues named are not known ({named}): for them nothing happens until they are heard of. Look for slips, or at whether their source is connected.";
        return new("QUEUE_UNKNOWN", LintSeverity.Warning, message, "queueId");
    }

    private static void AddRatios(StreamDefinition stream, List<StreamLint> lints)
    {
        var divisors = new List<string>();
        uint ratios = 0;
        foreach (var level in stream.Levels) // a sample too small to open on is good enough to close on
            ratios |= RatioGuards.Find(level.Filter).Ratios;
        foreach (var expression in Expressions(stream))
            divisors.AddRange(RatioGuards.Find(expression).Divisors.Where(d => !divisors.Contains(d)));

        foreach (var divisor in divisors.Take(MaxNamed))
            lints.Add(new("RATIO_WITHOUT_SAMPLE", LintSeverity.Warning, $"{Cut(divisor)} may be 0; the comparison is then unknown and the stream silent, perhaps when it matters most. Divide by max(…, 1)."));
        for (; ratios != 0; ratios &= ratios - 1)
        {
            var name = ((Metric)BitOperations.TrailingZeroCount(ratios)).Name();
            lints.Add(new("RATIO_WITHOUT_SAMPLE", LintSeverity.Warning, $"{name} of few interactions says little: one of two is 50%. Add a condition such as offeredCount >= 20 beside it.", name));
        }
    }

    // Nothing can be said of values while no queue is in reach; the age of what is known comes from the clock.
    private static void AddNeverObserved(StreamDefinition stream, StreamSurvey survey, List<StreamLint> lints)
    {
        if (survey.KnownQueues == 0) return;
        foreach (var field in (TextField[])[TextField.QueueName, TextField.DivisionId])
            if (!survey.Knows(field) && Expressions(stream).Any(e => FilterFields.Reads(e, field)))
                lints.Add(NeverObserved(FilterWords.WordOf(FilterWords.TextFields, field)));
        if (survey.MatchedQueues == 0) return;
        var read = Expressions(stream).Aggregate(0u, (mask, e) => mask | FilterFields.MetricsOf(e)) & ~Metric.ObservationAgeSeconds.Bit();
        for (var rest = read & ~survey.MetricsSeen; rest != 0; rest &= rest - 1)
            lints.Add(NeverObserved(((Metric)BitOperations.TrailingZeroCount(rest)).Name()));
    }

    private static StreamLint NeverObserved(string field) => new(
        "FIELD_NEVER_OBSERVED", LintSeverity.Warning, $"No queue the stream looks at has a value for {field}: what compares it is unknown, and never true. See whether the source sends it.", field);

    private static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
