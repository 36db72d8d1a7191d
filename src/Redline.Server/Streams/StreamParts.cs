using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Server.Http;
using Redline.Server.Organizations;

namespace Redline.Server.Streams;

/// <summary>What every endpoint of streams works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Loop">Decides.</param>
/// <param name="View">What is committed.</param>
/// <param name="Journal">What is kept: the versions.</param>
/// <param name="Organization">Whose streams.</param>
/// <param name="Receivers">Who would be told.</param>
/// <param name="Wall">Wall time.</param>
internal sealed record StreamParts(
    HttpContext Http, EngineLoop Loop, CommittedView View, IJournal Journal, OrganizationId Organization,
    StreamReceivers Receivers, TimeProvider Wall) : IDefinitionParts
{
    /// <summary>Ends when the caller goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    private Dictionary<string, string>? Names { get; set; }

    /// <summary>The name of a queue by its id; null: not known. The first call of a request makes an index of them all.</summary>
    public string? NameOf(string queueId)
    {
        if (Names is null)
        {
            Names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var queue in View.Queues) Names[queue.QueueId] = queue.QueueName;
        }

        return Names.GetValueOrDefault(queueId);
    }
}
