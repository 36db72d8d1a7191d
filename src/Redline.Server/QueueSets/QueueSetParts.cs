using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;
using Redline.Server.Http;
using Redline.Server.Organizations;

namespace Redline.Server.QueueSets;

/// <summary>What every endpoint of queue sets works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Loop">Decides.</param>
/// <param name="View">What is committed.</param>
/// <param name="Journal">What is kept: the versions.</param>
/// <param name="Organization">Whose queue sets.</param>
internal sealed record QueueSetParts(HttpContext Http, EngineLoop Loop, CommittedView View, IJournal Journal, OrganizationId Organization) : IDefinitionParts
{
    /// <summary>Ends when the caller goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A queue set as it stands.</summary>
    public QueueSetState? Find(string id) => View.References.QueueSets.GetValueOrDefault(id);

    /// <summary>The known queues that are in a set, by name.</summary>
    public IReadOnlyList<QueueView> In(QueueSetDefinition set) =>
        [.. View.Queues.DistinctBy(q => q.QueueId).Where(q => set.Has(q.QueueId, q.QueueName, q.DivisionId) == true)
            .OrderBy(q => q.QueueName, StringComparer.Ordinal).ThenBy(q => q.QueueId, StringComparer.Ordinal)];
}
