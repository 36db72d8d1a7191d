namespace Redline.Delivery.People;

/// <summary>
/// Which queues somebody may see: those named, and those of the divisions named; all of them when nothing is named.
/// Immutable; equality compares the lists by reference.
/// </summary>
/// <param name="Queues">Ids of queues.</param>
/// <param name="Divisions">Ids of divisions.</param>
public sealed record Visibility(IReadOnlyList<string> Queues, IReadOnlyList<string> Divisions)
{
    /// <summary>No limit.</summary>
    public static readonly Visibility Everything = new([], []);

    /// <summary>Whether there is no limit.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEverything => Queues.Count == 0 && Divisions.Count == 0;

    /// <summary>Whether a queue is among them; a queue of no known division only by its own id.</summary>
    public bool Includes(string queueId, string? divisionId) =>
        IsEverything
        || Queues.Contains(queueId, StringComparer.Ordinal)
        || (divisionId is not null && Divisions.Contains(divisionId, StringComparer.Ordinal));

    /// <summary>The same text for the same queues and divisions in any order; empty: no limit.</summary>
    public string ToKey() => IsEverything ? ""
        : string.Join('\n', Queues.Order(StringComparer.Ordinal)) + '\t' + string.Join('\n', Divisions.Order(StringComparer.Ordinal));
}
