using Redline.Engine.Alerts;
using Redline.Engine.Escalations;
using Redline.Server.Alerts;
using Redline.Server.Flows;
using Redline.Server.Identity;

namespace Redline.Server.Escalations;

/// <summary>Where the same matter is kept elsewhere.</summary>
internal sealed record ExternalReferenceAnswer(string System, string Id);

/// <summary>Something that happened to an escalation.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">CREATED, ACKNOWLEDGED, WITHDRAWN or CLOSED.</param>
/// <param name="Subject">Who did it: <c>person:ana</c>, <c>flows</c>.</param>
/// <param name="Name">What a person is called; else the subject.</param>
/// <param name="Note">What they said; null: nothing.</param>
internal sealed record EscalationTurnAnswer(string At, string Kind, string Subject, string Name, string? Note)
{
    private const string Person = "person:";

    public static EscalationTurnAnswer Of(EscalationTurn turn, IPeople people) => new(
        turn.At.ToString(), turn.Kind.ToString().ToUpperInvariant(), turn.Subject,
        turn.Subject.StartsWith(Person, StringComparison.Ordinal) ? people.Find(turn.Subject[Person.Length..])?.Name ?? turn.Subject : turn.Subject, turn.Note);
}

/// <summary>An escalation as lists show it. Instants are ISO 8601 in UTC.</summary>
internal record EscalationAnswer(
    string Id, string State, string? AlertId, string? QueueId, string? Severity, IReadOnlyDictionary<string, double> Metrics, double? Threshold, string? OpenedAt,
    string? Reason, ExternalReferenceAnswer? ExternalReference, string CreatedBy, string? ExecutionId, string CreatedAt,
    AcknowledgementAnswer? Acknowledgement, string? ClosedAt, IReadOnlyList<EscalationTurnAnswer> Trace, string SelfUri)
{
    public static EscalationAnswer Of(Escalation escalation, IPeople people)
    {
        var draft = escalation.Draft;
        return new(
            escalation.FormatId(), StateOf(escalation), draft.AlertNumber is { } alert ? Alert.FormatId(alert) : null, draft.QueueId,
            draft.Severity?.ToString().ToUpperInvariant(), draft.Metrics, draft.Threshold, draft.OpenedAt?.ToString(), draft.Reason,
            draft.External is { } external ? new(external.System, external.Id) : null, escalation.CreatedBy, escalation.Step?.Split('/')[0],
            escalation.CreatedAt.ToString(),
            escalation.Acknowledgement is { } taken ? new(PersonAnswer.Of(taken.PersonId, people), taken.At.ToString(), taken.Note) : null,
            escalation.ClosedAt?.ToString(), [.. escalation.Turns.Select(t => EscalationTurnAnswer.Of(t, people))],
            $"{EscalationEndpoints.Path}/{escalation.FormatId()}");
    }

    /// <summary>The words of the states.</summary>
    public static readonly string[] States = ["OPEN", "ACKNOWLEDGED", "CLOSED"];

    /// <summary>Which of them an escalation is in.</summary>
    public static string StateOf(Escalation escalation) =>
        escalation.ClosedAt is not null ? "CLOSED" : escalation.Acknowledgement is null ? "OPEN" : "ACKNOWLEDGED";
}

/// <summary>An escalation with what belongs to it.</summary>
/// <param name="Escalation">The record and what happened to it.</param>
/// <param name="Alert">The alert it is about; null: it is about none, or none that is kept.</param>
/// <param name="Executions">The execution that made it and those of its alert that run, each step by step.</param>
/// <param name="DeliveriesUri">Where it stands whom the alert reached; null: it is about no alert.</param>
internal sealed record EscalationTraceAnswer(
    EscalationAnswer Escalation, AlertAnswer? Alert, IReadOnlyList<ExecutionAnswer> Executions, string? DeliveriesUri);
