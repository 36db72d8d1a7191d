using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Flows;
using Redline.Engine.Streams;

namespace Redline.Server.Definitions;

/// <summary>What an open alert would do at once.</summary>
/// <param name="AlertId">Which.</param>
/// <param name="StreamId">Its stream.</param>
/// <param name="QueueId">Its queue.</param>
/// <param name="MediaType">Its media type; null: the whole queue.</param>
/// <param name="Outcome">RESOLVES, CHANGES_LEVEL, IS_TOLD or IS_HELD.</param>
/// <param name="Reason">Why, where there is a reason; null: none.</param>
internal sealed record AlertOutcome(string AlertId, string StreamId, string QueueId, string? MediaType, string Outcome, string? Reason)
{
    /// <summary>What an event means for an open alert; null: nothing.</summary>
    public static AlertOutcome? Of(EngineEvent e) => e switch
    {
        AlertResolved r => Of(r, r.Number, "RESOLVES", Word(r.Reason.ToString())),
        AlertLevelChanged c => Of(c, c.Number, "CHANGES_LEVEL", Word(c.Severity.ToString())),
        AlertTold t => Of(t, t.Number, "IS_TOLD", null),
        AlertHeld h => Of(h, h.Number, "IS_HELD", Word(h.Reason.ToString())),
        _ => null,
    };

    private static AlertOutcome Of(FingerprintEvent e, long number, string outcome, string? reason) =>
        new(Alert.FormatId(number), e.Fingerprint.StreamId, e.Fingerprint.QueueId, e.Fingerprint.MediaType, outcome, reason);

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>What a stream that is new or changed would find now.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="MatchedQueues">How many known queues it looks at.</param>
/// <param name="BreachingQueues">In how many of them its condition is true now.</param>
/// <param name="UnknownQueueIds">Ids it names that no known queue has, at most 20.</param>
/// <param name="Lints">What its author should know, seen against the flows as they would be.</param>
internal sealed record StreamFinding(
    string StreamId, int MatchedQueues, int BreachingQueues, IReadOnlyList<string> UnknownQueueIds, IReadOnlyList<StreamLint> Lints);

/// <summary>Who would start a flow that is new or changed.</summary>
/// <param name="Name">The flow.</param>
/// <param name="UsedBy">The ids of the streams that name it, at most 20 of them.</param>
/// <param name="Lints">What its author should know, seen against the streams as they would be.</param>
internal sealed record FlowFinding(string Name, IReadOnlyList<string> UsedBy, IReadOnlyList<StreamLint> Lints);

/// <summary>What <c>POST /api/v2/definitions/plan</c> and <c>apply</c> answer.</summary>
/// <param name="Applied">Whether it was done; false: it would be.</param>
/// <param name="Changes">What becomes of each definition that is not so already.</param>
/// <param name="Unchanged">How many are so already.</param>
/// <param name="Others">How many there are that were not sent; they stay.</param>
/// <param name="Alerts">What open alerts do at once, at most 1,000; all others stay as they are.</param>
/// <param name="Streams">What streams that are new or changed find, at most 1,000; empty once applied.</param>
/// <param name="Flows">Who starts the flows that are new or changed, at most 1,000; empty once applied.</param>
internal sealed record DefinitionAnswer(
    bool Applied, IReadOnlyList<PlannedChange> Changes, int Unchanged, int Others, IReadOnlyList<AlertOutcome> Alerts,
    IReadOnlyList<StreamFinding> Streams, IReadOnlyList<FlowFinding> Flows)
{
    private const int MaxListed = 1_000;
    private const int MaxNamed = 20;

    /// <summary>What would be done.</summary>
    public static DefinitionAnswer Of(DefinitionPlan plan, DefinitionPreview preview)
    {
        var streams = preview.Streams.ToDictionary(s => s.Id, StringComparer.Ordinal);
        return new(
            false, plan.Changes, plan.Unchanged, plan.Others, Outcomes(preview.Events),
            [.. preview.Surveys.Take(MaxListed).Select(s => new StreamFinding(
                s.Key, s.Value.MatchedQueues, s.Value.BreachingQueues, [.. s.Value.UnknownQueueIds.Take(MaxNamed)], DefinitionLints.Of(streams[s.Key], s.Value, preview.Flows)))],
            [.. plan.Changes.Where(c => c.Kind == EngineConflictException.Flow && c.Action != "DELETE").Take(MaxListed).Select(c => FindingOf(preview.Flows[c.Id], preview.Streams))]);
    }

    /// <summary>What was done.</summary>
    public static DefinitionAnswer Of(DefinitionPlan plan, IEnumerable<EngineEvent> events) =>
        new(true, plan.Changes, plan.Unchanged, plan.Others, Outcomes(events), [], []);

    private static AlertOutcome[] Outcomes(IEnumerable<EngineEvent> events) => [.. events.Select(AlertOutcome.Of).OfType<AlertOutcome>().Take(MaxListed)];

    private static FlowFinding FindingOf(FlowDefinition flow, IReadOnlyList<StreamDefinition> streams) =>
        new(flow.Name, [.. streams.Where(s => s.Flow == flow.Name).Select(s => s.Id).Take(MaxNamed)], FlowLints.Of(flow, streams));
}
