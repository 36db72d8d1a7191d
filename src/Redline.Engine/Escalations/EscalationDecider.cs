using Redline.Engine.Alerts;

namespace Redline.Engine.Escalations;

/// <summary>
/// Decides about escalations. One that has an open alert has whoever has that alert: taking either takes both. Closing one
/// closes the record alone, and creating one starts no flow.
/// </summary>
internal sealed class EscalationDecider(DurableState durable, EngineLimits limits, Instant now, List<EngineEvent> events)
{
    private EscalationState State => durable.Escalations;

    /// <exception cref="EngineLimitException">As many are open as may be.</exception>
    /// <exception cref="EngineRefusalException">There is no alert of that number.</exception>
    public void Create(CreateEscalation create)
    {
        var draft = create.Draft;
        if (draft.AlertNumber is { } number)
        {
            if (State.FindOf(number) is not null) return;
            if (number < 1 || number > durable.LastAlertNumber)
                throw new EngineRefusalException(EngineRefusalException.AlertNotFound, "There is no alert of that number.");
        }

        if (State.Open.Count >= limits.MaxOpenEscalations)
            throw new EngineLimitException("escalation.limit", $"{limits.MaxOpenEscalations} escalations are open already; close those that are done.");
        var taken = draft.AlertNumber is { } alert ? durable.FindOpen(alert)?.Alert?.Acknowledgement : null;
        var turn = new EscalationTurn(now, EscalationTurnKind.Created, create.Subject, null);
        events.Add(new EscalationCreated(now, now, new(State.LastNumber + 1, draft, create.Subject, create.Step, now, taken, null, [turn])));
    }

    /// <exception cref="EngineRefusalException">There is none of that number, it is closed, or another person has it.</exception>
    public void Acknowledge(AcknowledgeEscalation asked)
    {
        var escalation = Find(asked.Number);
        if (OpenAlertOf(escalation) is { } alert)
        {
            new AcknowledgementDecider(durable, now, events).Acknowledge(new(alert, asked.PersonId, asked.Note, asked.TakeOver));
            return; // the escalation follows
        }

        var standing = escalation.Acknowledgement;
        var isOwner = standing?.PersonId == asked.PersonId;
        if (standing is not null && !isOwner && !asked.TakeOver)
            throw new EngineRefusalException(
                EngineRefusalException.EscalationAcknowledged, "Another person has this escalation already; a supervisor may take it over.", standing.PersonId);
        if (isOwner && (asked.Note is null || asked.Note == standing!.Note)) return; // a second click says nothing new
        events.Add(new EscalationAcknowledged(now, now, escalation.Number, asked.PersonId, isOwner ? standing!.At : now, asked.Note));
    }

    /// <exception cref="EngineRefusalException">There is none of that number, it is closed, nobody has it, or another person does.</exception>
    public void Withdraw(WithdrawEscalation asked)
    {
        var escalation = Find(asked.Number);
        if (OpenAlertOf(escalation) is { } alert)
        {
            new AcknowledgementDecider(durable, now, events).Withdraw(new(alert, asked.PersonId, asked.OfOthers));
            return;
        }

        if (escalation.Acknowledgement is not { } standing)
            throw new EngineRefusalException(EngineRefusalException.EscalationNotAcknowledged, "Nobody has this escalation; there is nothing to give back.");
        if (standing.PersonId != asked.PersonId && !asked.OfOthers)
            throw new EngineRefusalException(
                EngineRefusalException.OfAnother, "Another person has this escalation; only they or a supervisor may give it back.", standing.PersonId);
        events.Add(new EscalationWithdrawn(now, now, escalation.Number, asked.PersonId));
    }

    /// <exception cref="EngineRefusalException">There is none of that number.</exception>
    public void Close(CloseEscalation close)
    {
        if (State.Open.TryGetValue(close.Number, out var escalation)) events.Add(new EscalationClosed(now, now, escalation.Number, close.Subject, close.Note));
        else if (close.Number < 1 || close.Number > State.LastNumber) throw NotFound();
    }

    /// <summary>Adds what follows, for escalations, from who took alerts and gave them back.</summary>
    /// <param name="state">What is open.</param>
    /// <param name="first">Where the events of this decision begin in the list.</param>
    /// <param name="events">Where events are read and added.</param>
    public static void Follow(EscalationState state, int first, List<EngineEvent> events)
    {
        if (state.Open.Count == 0) return;
        for (var (i, last) = (first, events.Count); i < last; i++)
        {
            if (events[i] is AlertAcknowledged a && state.FindOf(a.Number) is { } taken)
                events.Add(new EscalationAcknowledged(a.At, a.DecidedAt, taken.Number, a.PersonId, taken.Acknowledgement is { } was && was.PersonId == a.PersonId ? was.At : a.At, a.Note));
            else if (events[i] is AcknowledgementWithdrawn w && state.FindOf(w.Number) is { } given)
                events.Add(new EscalationWithdrawn(w.At, w.DecidedAt, given.Number, w.PersonId));
        }
    }

    private Escalation Find(long number) => State.Open.TryGetValue(number, out var escalation) ? escalation
        : number >= 1 && number <= State.LastNumber
            ? throw new EngineRefusalException(EngineRefusalException.EscalationIsClosed, "The escalation is closed; there is nothing left to take.")
            : throw NotFound();

    private long? OpenAlertOf(Escalation escalation) => escalation.Draft.AlertNumber is { } number && durable.FindOpen(number) is not null ? number : null;

    private static EngineRefusalException NotFound() => new(EngineRefusalException.EscalationNotFound, "There is no escalation of that number.");
}
