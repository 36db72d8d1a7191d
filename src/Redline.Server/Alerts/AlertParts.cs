using Redline.Delivery.Alerts;
using Redline.Delivery.Organizations;
using Redline.Server.Http;
using Redline.Server.Identity;

namespace Redline.Server.Alerts;

/// <summary>What every endpoint of alerts works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Loop">Decides.</param>
/// <param name="View">What is committed: the queues.</param>
/// <param name="History">The alerts that are kept.</param>
/// <param name="People">What people are called.</param>
internal sealed record AlertParts(HttpContext Http, EngineLoop Loop, CommittedView View, AlertHistory History, IPeople People)
{
    /// <summary>Ends when the caller goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Who asks.</summary>
    public Caller Caller => Http.Caller();

    private Dictionary<string, string?>? Divisions { get; set; }

    /// <summary>Whether the caller may see a queue by its id. The first call of a request makes an index of all queues.</summary>
    public bool MaySeeQueue(string queueId)
    {
        if (Divisions is null)
        {
            Divisions = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var queue in View.Queues) Divisions[queue.QueueId] = queue.DivisionId;
        }

        return Caller.MaySeeQueue(queueId, Divisions.GetValueOrDefault(queueId));
    }
}
