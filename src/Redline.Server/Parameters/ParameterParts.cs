using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine.Parameters;
using Redline.Server.Http;
using Redline.Server.Organizations;

namespace Redline.Server.Parameters;

/// <summary>What every endpoint of parameters works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Loop">Decides.</param>
/// <param name="View">What is committed.</param>
/// <param name="Journal">What is kept: the versions.</param>
/// <param name="Organization">Whose parameters.</param>
internal sealed record ParameterParts(HttpContext Http, EngineLoop Loop, CommittedView View, IJournal Journal, OrganizationId Organization) : IDefinitionParts
{
    /// <summary>Ends when the caller goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A parameter as it stands.</summary>
    public ParameterState? Find(string name) => View.References.Parameters.GetValueOrDefault(name);
}
