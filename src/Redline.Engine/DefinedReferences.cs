using Redline.Engine.Filters;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;

namespace Redline.Engine;

/// <summary>The queue sets and parameters that are defined, as of one moment: a part of the durable state. Immutable.</summary>
public sealed class DefinedReferences : FilterReferences
{
    /// <summary>None of either.</summary>
    public static readonly DefinedReferences Empty = new(
        new SortedDictionary<string, QueueSetState>(StringComparer.Ordinal), new SortedDictionary<string, ParameterState>(StringComparer.Ordinal));

    private readonly SortedDictionary<string, QueueSetState> _sets;
    private readonly SortedDictionary<string, ParameterState> _parameters;

    private DefinedReferences(SortedDictionary<string, QueueSetState> sets, SortedDictionary<string, ParameterState> parameters)
    {
        _sets = sets;
        _parameters = parameters;
    }

    /// <summary>The queue sets by id, sorted by it.</summary>
    public IReadOnlyDictionary<string, QueueSetState> QueueSets => _sets;

    /// <summary>The parameters by name, sorted by it.</summary>
    public IReadOnlyDictionary<string, ParameterState> Parameters => _parameters;

    /// <inheritdoc/>
    public override bool HasQueueSet(string id) => _sets.ContainsKey(id);

    /// <inheritdoc/>
    public override bool HasParameter(string name) => _parameters.ContainsKey(name);

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> ListedIn(string queueSetId) => _sets.TryGetValue(queueSetId, out var set) ? set.Definition.QueueIds : [];

    internal override IReadOnlyCollection<string>? OnlyListedIn(string queueSetId) =>
        _sets.TryGetValue(queueSetId, out var set) && set.Definition is { NamePattern: null, DivisionId: null } ? set.Definition.QueueIds : null;

    internal override Truth IsIn(string queueSetId, QueueIdentity queue) =>
        _sets.TryGetValue(queueSetId, out var set) ? set.Definition.Contains(queue) : Truth.Unknown;

    internal override double? ValueOf(string parameter, QueueIdentity queue) =>
        _parameters.TryGetValue(parameter, out var state) ? state.Definition.ValueFor(queue) : null;

    /// <summary>References of these.</summary>
    internal static DefinedReferences Of(IEnumerable<QueueSetState> sets, IEnumerable<ParameterState> parameters) => new(
        new(sets.ToDictionary(s => s.Definition.Id), StringComparer.Ordinal),
        new(parameters.ToDictionary(p => p.Definition.Name), StringComparer.Ordinal));

    /// <summary>When what has a name was defined as it is; the beginning: there is no such thing.</summary>
    internal Instant DefinedAt(ReferenceName name) => name.IsQueueSet
        ? _sets.GetValueOrDefault(name.Name)?.DefinedAt ?? Instant.Beginning
        : _parameters.GetValueOrDefault(name.Name)?.DefinedAt ?? Instant.Beginning;

    /// <summary>Whether what has a name means something else for a queue than it does in other references.</summary>
    internal bool DiffersFor(ReferenceName name, QueueIdentity queue, DefinedReferences other) => name.IsQueueSet
        ? IsIn(name.Name, queue) != other.IsIn(name.Name, queue)
        : !Nullable.Equals(ValueOf(name.Name, queue), other.ValueOf(name.Name, queue));

    /// <summary>These with one fact more; null: it is about something else. Copies values from it and computes nothing.</summary>
    internal DefinedReferences? Evolve(EngineEvent e) => e switch
    {
        QueueSetDefined set => With(new QueueSetState(set.Definition, set.Version, set.At)),
        QueueSetDeleted set => new(Without(_sets, set.QueueSetId), _parameters),
        ParameterDefined parameter => With(new ParameterState(parameter.Definition, parameter.Version, parameter.At)),
        ParameterDeleted parameter => new(_sets, Without(_parameters, parameter.Name)),
        _ => null,
    };

    internal DefinedReferences With(QueueSetState set) =>
        new(new(_sets, StringComparer.Ordinal) { [set.Definition.Id] = set }, _parameters);

    internal DefinedReferences With(ParameterState parameter) =>
        new(_sets, new(_parameters, StringComparer.Ordinal) { [parameter.Definition.Name] = parameter });

    private static SortedDictionary<string, T> Without<T>(SortedDictionary<string, T> all, string key)
    {
        var rest = new SortedDictionary<string, T>(all, StringComparer.Ordinal);
        rest.Remove(key);
        return rest;
    }
}

/// <summary>What an expression names: a queue set by its id, or a parameter by its name.</summary>
/// <param name="IsQueueSet">A queue set when true, a parameter when false.</param>
/// <param name="Name">The id or name.</param>
internal readonly record struct ReferenceName(bool IsQueueSet, string Name);
