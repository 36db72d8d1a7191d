using Redline.Delivery.Alerts;
using Redline.Delivery.Deliveries;
using Redline.Delivery.Desktop;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine.Alerts;
using Redline.Server.Alerts;
using Redline.Server.Desktop;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Organizations;
using Redline.Server.Registrations;

namespace Redline.Server.Explanations;

/// <summary>What explanations are made from.</summary>
internal sealed record ExplanationParts(
    HttpContext Http, EngineLoop Loop, CommittedView View, AlertHistory History, IJournal Journal, OrganizationId Organization,
    IOrganizationClock Clock, DeliveryLedger Ledger, DesktopHub Hub, DesktopFanOut Desktops, RegistrationStore Registrations, IPeople People)
{
    /// <summary>Ends when the caller goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The same for reading alerts.</summary>
    public AlertParts Alerts => new(Http, Loop, View, History, People);

    /// <summary>The division of a queue as it is published; null: not known.</summary>
    public string? DivisionOf(string queueId) => View.Queues.FirstOrDefault(q => q.QueueId == queueId)?.DivisionId;

    /// <summary>The source a queue was last heard of by; null: none.</summary>
    public string? SourceOf(string queueId) => View.Queues.FirstOrDefault(q => q.QueueId == queueId)?.SourceId;

    /// <summary>Whether the caller may see a queue.</summary>
    public bool MaySee(string queueId, string? divisionId) => Http.Caller().MaySeeQueue(queueId, divisionId);

    /// <summary>How many desktops each person has connected.</summary>
    public Dictionary<string, int> Sessions() =>
        Hub.All.GroupBy(s => s.PersonId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <summary>How far an alert came, by person.</summary>
    public async Task<Dictionary<string, DesktopDelivery>> DeliveriesAsync(long alertNumber)
    {
        const int MaxRead = 100_000; // what one read of the journal gives
        var (kept, _) = await Ledger.ListAsync(alertNumber, 0, MaxRead, Aborted);
        return kept.ToDictionary(d => d.PersonId, StringComparer.Ordinal);
    }

    /// <summary>What is known of a person and some alerts now.</summary>
    public PersonFacts FactsOf(string personId, string queueId, string? divisionId, int sessions, IReadOnlyList<PersonAlert> alerts)
    {
        var person = People.Find(personId);
        return new(
            personId, person?.Name, person?.MaySeeQueue(queueId, divisionId) ?? false, Registrations.OfPerson(personId), sessions, alerts);
    }

    /// <summary>One alert and one person.</summary>
    public PersonAlert Of(Alert alert, string personId, Dictionary<string, DesktopDelivery> deliveries) =>
        new(alert.Id, alert.Severity, deliveries.GetValueOrDefault(personId), Desktops.HiddenUpTo(personId, alert.Number));
}
