using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine.Streams;
using Redline.Server.Effects;
using Redline.Server.Http;
using Redline.Server.Organizations;

namespace Redline.Server.Flows;

/// <summary>What every endpoint of flows works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Loop">Decides.</param>
/// <param name="View">What is committed.</param>
/// <param name="Journal">What is kept: the versions.</param>
/// <param name="Organization">Whose flows.</param>
/// <param name="Clock">The organization's time.</param>
/// <param name="Workflows">Asks what flows launch.</param>
internal sealed record FlowParts(
    HttpContext Http, EngineLoop Loop, CommittedView View, IJournal Journal, OrganizationId Organization, IOrganizationClock Clock, WorkflowCheck Workflows) : IDefinitionParts
{
    /// <summary>Ends when the caller goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Every stream.</summary>
    public IEnumerable<StreamDefinition> Streams => View.Streams.Values.Select(s => s.Definition);
}
