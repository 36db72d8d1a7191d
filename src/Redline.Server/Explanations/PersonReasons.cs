using Redline.Delivery.Deliveries;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Registrations;

namespace Redline.Server.Explanations;

/// <summary>What is known of a person and the alerts in question. Immutable.</summary>
/// <param name="Id">Whom it is about.</param>
/// <param name="Name">What they are called; null: nobody of that id is known.</param>
/// <param name="MaySeeQueue">Whether they may see the queue, and so are told of it.</param>
/// <param name="Registrations">Their devices.</param>
/// <param name="Sessions">How many of their desktops are connected.</param>
/// <param name="Alerts">The alerts people are or were told of.</param>
internal sealed record PersonFacts(
    string Id, string? Name, bool MaySeeQueue, IReadOnlyList<Registration> Registrations, int Sessions, IReadOnlyList<PersonAlert> Alerts);

/// <summary>One alert and one person.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="Severity">How severe it is.</param>
/// <param name="Delivery">How far it came; null: it was never sent to them, that is known.</param>
/// <param name="HiddenUpTo">Up to which severity they hid it for themselves; null: they did not.</param>
internal sealed record PersonAlert(string AlertId, Severity Severity, DesktopDelivery? Delivery, Severity? HiddenUpTo);

/// <summary>Why a person did or did not get what people are told of. Pure.</summary>
internal static class PersonReasons
{
    /// <summary>What is so of a person now.</summary>
    /// <param name="person">The person.</param>
    /// <param name="isTold">Whether people are told of anything at all; else the verdict is not about the person.</param>
    /// <param name="isOver">Whether the alert is over: then what is so of their devices now explains less.</param>
    public static Explained Of(PersonFacts person, bool isTold, bool isOver = false)
    {
        var reasons = new List<Reason>();
        if (person.Name is null)
            reasons.Add(new("person.unknown", "Nobody of that id is known."));
        else if (!person.MaySeeQueue)
            reasons.Add(new("person.not.audience", "They may not see the queue: alerts of it are not for them."));
        else
            reasons.Add(new("person.audience", "They may see the queue: alerts of it are for them."));
        AddDeliveries(person, isTold, reasons);
        if (person.Name is not null) AddDevices(person, reasons);
        return new(VerdictOf(person, isTold, isOver), reasons);
    }

    /// <summary>What was so of a person at a past instant: deliveries alone are kept.</summary>
    public static Explained OfPast(PersonFacts person, bool isTold, Instant at)
    {
        var then = person with { Alerts = [.. person.Alerts.Select(a => a with { Delivery = UpTo(a.Delivery, at), HiddenUpTo = null })] };
        var reasons = new List<Reason> { new("person.then.not.kept", "Which queues they might see and which of their devices were connected then is not kept; what was sent to them is.") };
        if (person.Name is null) reasons.Add(new("person.unknown", "Nobody of that id is known now."));
        AddDeliveries(then, isTold, reasons);
        return new(
            then.Alerts.FirstOrDefault(a => a.Delivery is not null) is { Delivery: { } delivery }
                ? Reached(delivery)
                : isTold ? new("person.not.sent", "People were told, and nothing was sent to them by then.") : NotTold,
            reasons);
    }

    private static readonly Verdict NotTold = new("nobody.told", "It is not told to anybody.");

    private static Verdict VerdictOf(PersonFacts person, bool isTold, bool isOver)
    {
        if (person.Alerts.Select(a => a.Delivery).OfType<DesktopDelivery>().MaxBy(d => d.State) is { } delivery) return Reached(delivery);
        if (person.Name is null) return new("person.unknown", "They are not told: nobody of that id is known.");
        if (!person.MaySeeQueue) return new("person.not.audience", "They are not told: they may not see the queue.");
        if (!isTold) return NotTold;
        if (isOver) return new("person.not.reached", "It was for them and was never sent to a desktop of theirs: none was connected while it was open, or it is not kept any more.");
        if (!person.Registrations.Any(r => r.IsLive)) return new("person.not.registered", "It is for them, and does not reach them: no device of theirs is registered.");
        return person.Sessions == 0
            ? new("person.not.connected", "It is for them, and does not reach them: no desktop of theirs is connected.")
            : new("person.not.sent", "It is for them and their desktop is connected: it is about to be sent.");
    }

    private static Verdict Reached(DesktopDelivery delivery) => delivery.State switch
    {
        DeliveryState.Acknowledged => new("person.took.it", "They took it."),
        DeliveryState.Rendered => new("person.was.shown.it", "They were shown it."),
        _ => new("person.was.sent.it", "It was sent to them; that it was shown is not proven."),
    };

    private static void AddDeliveries(PersonFacts person, bool isTold, List<Reason> reasons)
    {
        foreach (var (alertId, severity, delivery, hidden) in person.Alerts)
        {
            var reason = delivery is null
                ? new Reason("delivery.none", isTold ? "It was not sent to any desktop of theirs, as far as is kept." : "It is not told to anybody.")
                : (ReasonWords.Of(delivery.State) with { At = TimeOf(delivery) })
                    .With("sentAt", delivery.SentAt?.ToString()).With("receivedAt", delivery.ReceivedAt?.ToString())
                    .With("renderedAt", delivery.RenderedAt?.ToString()).With("renderedBy", delivery.RenderedBy)
                    .With("acknowledgedAt", delivery.AcknowledgedAt?.ToString());
            reasons.Add(reason.With("alertId", alertId));
            if (hidden >= severity)
                reasons.Add(new Reason("person.hid.it", "They hid it for themselves: it shows again by itself when it grows more severe.").With("alertId", alertId));
        }
    }

    private static void AddDevices(PersonFacts person, List<Reason> reasons)
    {
        if (person.Registrations.Count == 0) reasons.Add(new("registration.none", "No device of theirs is registered."));
        foreach (var registration in person.Registrations)
        {
            // Registrations run on wall time, which is not the organization's clock: their instants are details.
            reasons.Add(ReasonWords.Of(registration.State).With("registrationId", registration.Id).With("deviceType", registration.DeviceType)
                .With(registration.RevokedAt is null ? "expires" : "revokedAt", Instant.From(registration.RevokedAt ?? registration.Expires).ToString()));
        }

        reasons.Add(person.Sessions > 0
            ? new Reason("person.connected", "A desktop of theirs is connected.").With("sessions", StreamReasons.Number(person.Sessions))
            : new Reason("person.not.connected", "No desktop of theirs is connected."));
    }

    private static Instant? TimeOf(DesktopDelivery delivery) => delivery.State switch
    {
        DeliveryState.Acknowledged => delivery.AcknowledgedAt,
        DeliveryState.Rendered => delivery.RenderedAt,
        DeliveryState.Received => delivery.ReceivedAt,
        _ => delivery.SentAt,
    };

    private static DesktopDelivery? UpTo(DesktopDelivery? delivery, Instant at)
    {
        if (delivery is null) return null;
        var then = delivery with
        {
            SentAt = UpTo(delivery.SentAt, at),
            ReceivedAt = UpTo(delivery.ReceivedAt, at),
            RenderedAt = UpTo(delivery.RenderedAt, at),
            RenderedBy = delivery.RenderedAt <= at ? delivery.RenderedBy : null,
            AcknowledgedAt = UpTo(delivery.AcknowledgedAt, at),
        };
        return (then.SentAt ?? then.ReceivedAt ?? then.RenderedAt ?? then.AcknowledgedAt) is null ? null : then;
    }

    private static Instant? UpTo(Instant? time, Instant at) => time <= at ? time : null;
}
