namespace Redline.Delivery.Effects;

/// <summary>What carries an effect out.</summary>
public enum EffectKind
{
    /// <summary>A request to a host outside, or, where its address has no host, to this server.</summary>
    HttpRequest,

    /// <summary>A launch of a workflow of the platform: the address is the workflow's id, the body its input data as a JSON object.</summary>
    ArchitectFlow,
}

/// <summary>
/// Something a flow wants done outside the engine. It is journaled before it is submitted, so it may be submitted again,
/// under the same key, after a restart. Immutable.
/// </summary>
/// <param name="OrganizationId">Whose flow it is.</param>
/// <param name="Key">
/// <c>journalId/execution/node/visit</c>: the same for every attempt and after every restart; a receiver that keeps it does
/// nothing twice. 1 to 300 characters of printable ASCII.
/// </param>
/// <param name="Priority">1 (highest) to 5: of those that wait for one host the highest goes first.</param>
/// <param name="StartOrder">Within a priority the smallest goes first: the order in which the effects were started.</param>
/// <param name="Kind">What carries it out.</param>
/// <param name="Request">What is asked for.</param>
public sealed record EffectIntent(
    string OrganizationId, string Key, int Priority, long StartOrder, EffectKind Kind, EffectRequest Request);
