using System.Globalization;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Escalations;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// Reads and prints escalations of scenarios: <c>escalate A1 by sam: REASON</c>, <c>take E1 by sam: NOTE</c>,
/// <c>take-over E1 by kim</c>, <c>give-back E1 by sam</c>, <c>close E1 by sam: NOTE</c>.
/// </summary>
public static class EscalationText
{
    /// <summary>What a command asks; null: it is not about escalations.</summary>
    /// <exception cref="ScenarioException">It is not spelled so.</exception>
    public static EngineInput? Parse(ScenarioCommand command)
    {
        if (command.Verb is not ("escalate" or "take" or "take-over" or "give-back" or "close")) return null;
        var (said, note) = Split(command.Rest, ": ");
        var (id, person) = Split(said, " by ");
        if (person is null || !long.TryParse(id.AsSpan(1), CultureInfo.InvariantCulture, out var number)) throw new ScenarioException($"line {command.LineNumber}: {command.Verb} E1 by PERSON");
        return command.Verb switch
        {
            "escalate" => new CreateEscalation(new(number, "Billing", null, new SortedDictionary<string, double>(), null, null, note, null), "person:" + person, null),
            "give-back" => new WithdrawEscalation(number, person),
            "close" => new CloseEscalation(number, "person:" + person, note),
            _ => new AcknowledgeEscalation(number, person, note, TakeOver: command.Verb == "take-over"),
        };
    }

    /// <summary>An event about an escalation, behind its name; null: it is about something else.</summary>
    public static string? Print(EngineEvent e) => e switch
    {
        EscalationCreated c => $" {Print(c.Escalation)} by {c.Escalation.CreatedBy}",
        EscalationAcknowledged a => $" {Escalation.FormatId(a.Number)} by {a.PersonId}{(a.Note is { } note ? $": {note}" : "")}",
        EscalationWithdrawn w => $" {Escalation.FormatId(w.Number)} by {w.PersonId}",
        EscalationClosed c => $" {Escalation.FormatId(c.Number)} by {c.Subject}{(c.Note is { } note ? $": {note}" : "")}",
        _ => null,
    };

    /// <summary>An escalation on one line.</summary>
    public static string Print(Escalation escalation) =>
        escalation.FormatId()
        + (escalation.Draft.AlertNumber is { } alert ? $" of {Alert.FormatId(alert)}" : "")
        + (escalation.Acknowledgement is { } taken ? $" taken by {taken.PersonId} {ScenarioTime.Print(taken.At)}" : "");

    private static (string Before, string? After) Split(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + separator.Length)..]);
    }
}
