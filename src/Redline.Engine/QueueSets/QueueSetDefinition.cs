using Redline.Engine.Filters;

namespace Redline.Engine.QueueSets;

/// <summary>
/// Queues that expressions name together: those that are listed, and those that fit a name pattern and a division; of
/// these two the one that is not said fits every queue, and where neither is said only the list counts. Which queues
/// are in it follows their names and divisions. Immutable and valid; <see cref="QueueSetReader"/> makes it.
/// </summary>
public sealed class QueueSetDefinition
{
    private readonly HashSet<string> _listed;

    /// <summary>A queue set.</summary>
    /// <param name="id">Its id; see <see cref="FilterNames.IsQueueSetId"/>.</param>
    /// <param name="name">The name people know it by.</param>
    /// <param name="description">What it is for; null: not said.</param>
    /// <param name="queueIds">The queues listed, each once.</param>
    /// <param name="namePattern">A pattern of names; null: none.</param>
    /// <param name="divisionId">A division; null: none.</param>
    public QueueSetDefinition(
        string id, string name, string? description, IReadOnlyList<string> queueIds, string? namePattern, string? divisionId)
    {
        Id = id;
        Name = name;
        Description = description;
        QueueIds = queueIds;
        NamePattern = namePattern;
        DivisionId = divisionId;
        _listed = queueIds.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The set's id, unique in its organization and chosen by its author: expressions name it.</summary>
    public string Id { get; }

    /// <summary>The name people know it by, 1 to 200 characters.</summary>
    public string Name { get; }

    /// <summary>What it is for, at most 2,000 characters; null: not said.</summary>
    public string? Description { get; }

    /// <summary>The ids of the queues listed, in the order of their author.</summary>
    public IReadOnlyList<string> QueueIds { get; }

    /// <summary>
    /// A pattern of names: <c>*</c> stands for any characters or none, <c>?</c> for one; everything else, case included, for
    /// itself. Null: none.
    /// </summary>
    public string? NamePattern { get; }

    /// <summary>The id of a division; null: none.</summary>
    public string? DivisionId { get; }

    /// <summary>Whether a queue is in it; null where that depends on a name or division that is not known.</summary>
    public bool? Has(string queueId, string? queueName, string? divisionId) => Contains(new(queueId, queueName, divisionId, null)) switch
    {
        Truth.True => true,
        Truth.False => false,
        _ => null,
    };

    /// <summary>Whether a queue is in it; unknown where that depends on a name or division that is not known.</summary>
    internal Truth Contains(QueueIdentity queue)
    {
        if (_listed.Contains(queue.QueueId)) return Truth.True;
        if (NamePattern is null && DivisionId is null) return Truth.False;
        var named = NamePattern is null ? Truth.True : Of(queue.QueueName is null, queue.QueueName is { } name && QueueSets.NamePattern.Fits(NamePattern, name));
        var divided = DivisionId is null ? Truth.True : Of(queue.DivisionId is null, queue.DivisionId == DivisionId);
        return named < divided ? named : divided;
    }

    private static Truth Of(bool unknown, bool holds) => unknown ? Truth.Unknown : holds ? Truth.True : Truth.False;
}

/// <summary>A queue set as it stands.</summary>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new set, one more with each change.</param>
/// <param name="DefinedAt">When that version was defined; nothing that follows from it is dated before.</param>
public sealed record QueueSetState(QueueSetDefinition Definition, int Version, Instant DefinedAt);
