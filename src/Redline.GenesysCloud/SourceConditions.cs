using Redline.GenesysCloud.Access;
using Redline.GenesysCloud.Channels;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud;

/// <summary>What the condition of a source follows from, at one moment.</summary>
/// <param name="Token">Why there is no token; null: there is one.</param>
/// <param name="Ahead">Milliseconds by which the platform's clock is ahead.</param>
/// <param name="List">Why the queues could not be listed; null: they could.</param>
/// <param name="Reconcile">Why the queues could not be asked for; null: they could.</param>
/// <param name="Trouble">Why the last request brought nothing; null: it did.</param>
/// <param name="SinceGood">How long ago a request brought something.</param>
/// <param name="Links">The channels.</param>
internal sealed record SourceSigns(
    ApiFailure? Token, long Ahead, ApiFailure? List, ApiFailure? Reconcile, ApiFailure? Trouble, TimeSpan SinceGood, IReadOnlyList<ChannelLink> Links);

/// <summary>Judges whether a source can be trusted: names the gravest reason why not. Pure.</summary>
internal static class SourceConditions
{
    private const int NamesTold = 20;

    /// <summary>The condition; null: it can be trusted.</summary>
    public static SourceCondition? Judge(SourceSigns signs, GenesysConnectorOptions options, Func<string, QueueTrack?> find)
    {
        if (signs.Token is { Kind: ApiFailureKind.Token } token)
            return new(SourceCause.Token, null, $"The OAuth client is refused ({token}). Check client id, secret and whether the client is active.");
        if (Math.Abs(signs.Ahead) > options.ClockLimit.TotalMilliseconds)
            return new(SourceCause.Clock, null, $"The platform's clock is {Seconds(signs.Ahead)} s ahead of this server's. Set the server's clock.");
        if (signs.Trouble is { } trouble && signs.SinceGood > options.UnreachableAfter && !signs.Links.Any(l => l.IsLive))
            return new(SourceCause.Connection, null, $"Nothing is heard of the platform ({trouble}). Check network and proxy.");
        if (signs.List is { Kind: ApiFailureKind.Permission } list) return Forbidden(list, "routing:queue:view");
        if (signs.Reconcile is { Kind: ApiFailureKind.Permission } reconcile) return Forbidden(reconcile, "analytics:queueObservation:view");
        return Rejected(signs.Links, find);
    }

    private static SourceCondition Forbidden(ApiFailure failure, string permission) =>
        new(SourceCause.Permission, null, $"The OAuth client may not do what it must ({failure}). Give its role {permission} in every division that is watched.");

    private static SourceCondition? Rejected(IReadOnlyList<ChannelLink> links, Func<string, QueueTrack?> find)
    {
        var queues = new SortedDictionary<string, (string Name, string Reason)>(StringComparer.Ordinal);
        foreach (var (topic, reason) in links.SelectMany(l => l.Rejected))
            if (topic.Split('.') is [_, "analytics", "queues", var id, _] && find(id) is { } queue)
                queues[queue.Id] = (queue.Name ?? queue.Id, reason);
        if (queues.Count == 0) return null;
        var names = string.Join(", ", queues.Values.Take(NamesTold).Select(q => q.Name)) + (queues.Count > NamesTold ? " ..." : "");
        return new(SourceCause.Permission, [.. queues.Keys],
            $"Topics of {queues.Count} queues are refused: {names} ({queues.Values.First().Reason}). Give the client's role these permissions in their divisions.");
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1000.0).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
