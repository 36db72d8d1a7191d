using System.Globalization;
using Redline.Delivery.Alerts;
using Redline.Delivery.Escalations;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine.Escalations;
using Redline.Server.Effects;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Organizations;

namespace Redline.Server.Escalations;

/// <summary>What every endpoint of escalations works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Loop">Decides.</param>
/// <param name="View">What is committed.</param>
/// <param name="History">The alerts that are kept.</param>
/// <param name="Journal">Where closed escalations are.</param>
/// <param name="Organization">Whose they are.</param>
/// <param name="People">What people are called.</param>
/// <param name="Clock">The organization's time.</param>
/// <param name="Workflows">What executions are read with.</param>
internal sealed record EscalationParts(
    HttpContext Http, EngineLoop Loop, CommittedView View, AlertHistory History, IJournal Journal, OrganizationId Organization, IPeople People,
    IOrganizationClock Clock, WorkflowCheck Workflows)
{
    /// <summary>Ends when the caller goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Who asks.</summary>
    public Caller Caller => Http.Caller();

    /// <summary>Whether the caller may see a queue; what is about none is everybody's.</summary>
    public bool MaySee(string? queueId) =>
        queueId is null || Caller.MaySeeQueue(queueId, View.Queues.FirstOrDefault(q => q.QueueId == queueId)?.DivisionId);

    /// <summary>An escalation the caller may see, by its id; null: there is none.</summary>
    public async ValueTask<Escalation?> FindAsync(string id) =>
        NumberOf(id) is { } number
        && (View.Escalations.GetValueOrDefault(number) ?? await EscalationProjection.FindAsync(Journal, Organization.Value, number, Aborted)) is { } found
        && MaySee(found.Draft.QueueId)
            ? found
            : null;

    /// <summary>The answer to what the caller may not see, or what is not there.</summary>
    public IResult NotFound() => ApiResults.NotFound(Http, "escalation");

    private static long? NumberOf(string id) =>
        id.StartsWith('E') && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Escalation.FormatId(number) == id ? number : null;
}
