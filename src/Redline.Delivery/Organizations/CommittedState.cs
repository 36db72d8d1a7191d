using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>Reads what a journal comes to, for whoever looks at an organization that does not run.</summary>
public static class CommittedState
{
    /// <summary>The durable state after the last entry.</summary>
    /// <exception cref="FormatException">An entry cannot be read by this version.</exception>
    public static async Task<DurableState> ReadAsync(IJournal journal, string organizationId, CancellationToken cancellationToken) =>
        (await EngineRecovery.ReadAsync(journal, organizationId, cancellationToken)).State;
}
