using Redline.Engine.Filters;

namespace Redline.Engine.Parameters;

/// <summary>
/// A number that expressions name and that differs from queue to queue: what the table says of the queue, else its
/// platform's service-level target where that is asked for and known, else the default; without a default it has no value.
/// Immutable and valid; <see cref="ParameterReader"/> makes it.
/// </summary>
/// <param name="name">Its name; see <see cref="FilterNames.IsParameterName"/>.</param>
/// <param name="description">What it is for; null: not said.</param>
/// <param name="defaultValue">The default; null: none.</param>
/// <param name="fromServiceLevelTarget">Whether the platform's service-level target goes before the default.</param>
/// <param name="values">The table, by the id of the queue.</param>
public sealed class ParameterDefinition(
    string name, string? description, double? defaultValue, bool fromServiceLevelTarget, IReadOnlyDictionary<string, double> values)
{
    // Ids are compared by code unit, and the canonical spelling is in their order.
    private readonly SortedDictionary<string, double> _values = new(values.ToDictionary(), StringComparer.Ordinal);

    /// <summary>The parameter's name, unique in its organization and chosen by its author: expressions name it.</summary>
    public string Name => name;

    /// <summary>What it is for, at most 2,000 characters; null: not said.</summary>
    public string? Description => description;

    /// <summary>What it is where nothing else is said; null: nothing, and what compares it is unknown.</summary>
    public double? DefaultValue => defaultValue;

    /// <summary>
    /// Whether a queue that the table does not name has the number of seconds within which its platform wants calls
    /// answered, where its source says so.
    /// </summary>
    public bool FromServiceLevelTarget => fromServiceLevelTarget;

    /// <summary>What it is for single queues, by id in their order.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    /// <summary>What it is for a queue; null: it has no value for it.</summary>
    internal double? ValueFor(QueueIdentity queue) =>
        _values.TryGetValue(queue.QueueId, out var value) ? value
        : FromServiceLevelTarget && queue.ServiceLevelTargetSeconds is { } target ? target
        : DefaultValue;
}

/// <summary>A parameter as it stands.</summary>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new parameter, one more with each change.</param>
/// <param name="DefinedAt">When that version was defined; nothing that follows from it is dated before.</param>
public sealed record ParameterState(ParameterDefinition Definition, int Version, Instant DefinedAt);
