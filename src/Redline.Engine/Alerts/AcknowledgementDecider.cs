namespace Redline.Engine.Alerts;

/// <summary>
/// Decides who has an alert: the first who acknowledges it owns it, until they give it back, somebody takes it over or
/// it resolves. What rises or falls meanwhile changes nothing about that.
/// </summary>
internal sealed class AcknowledgementDecider(DurableState durable, Instant now, List<EngineEvent> events)
{
    /// <exception cref="EngineRefusalException">The alert is unknown or over, or another person has it.</exception>
    public void Acknowledge(AcknowledgeAlert asked)
    {
        var (alert, at) = Find(asked.Number);
        if (alert.Acknowledgement is { } standing)
        {
            var isOwner = standing.PersonId == asked.PersonId;
            if (!isOwner && !asked.TakeOver)
                throw new EngineRefusalException(
                    EngineRefusalException.AlreadyAcknowledged, "Another person has this alert already; a supervisor may take it over.", standing.PersonId);
            var hasRisen = standing.Severity is { } severity && alert.Severity > severity;
            if (isOwner && !hasRisen && (asked.Note is null || asked.Note == standing.Note)) return; // a second click says nothing new
        }

        events.Add(new AlertAcknowledged(at, now, alert.Fingerprint, alert.Number, asked.PersonId, asked.Note));
    }

    /// <exception cref="EngineRefusalException">The alert is unknown or over, nobody has it, or another person does.</exception>
    public void Withdraw(WithdrawAcknowledgement asked)
    {
        var (alert, at) = Find(asked.Number);
        if (alert.Acknowledgement is not { } standing)
            throw new EngineRefusalException(EngineRefusalException.NotAcknowledged, "Nobody has this alert; there is nothing to give back.");
        if (standing.PersonId != asked.PersonId && !asked.OfOthers)
            throw new EngineRefusalException(
                EngineRefusalException.OfAnother, "Another person has this alert; only they or a supervisor may give it back.", standing.PersonId);
        events.Add(new AcknowledgementWithdrawn(at, now, alert.Fingerprint, alert.Number, asked.PersonId));
    }

    private (Alert Alert, Instant At) Find(long number)
    {
        if (durable.FindOpen(number) is { Alert: { } alert } state) return (alert, Instant.Max(now, state.LastAt));
        throw number >= 1 && number <= durable.LastAlertNumber
            ? new EngineRefusalException(EngineRefusalException.AlertResolved, "The alert is over; there is nothing left to take.")
            : new EngineRefusalException(EngineRefusalException.AlertNotFound, "There is no alert of that number.");
    }
}
