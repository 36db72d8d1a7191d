namespace Redline.Delivery.Routing;

/// <summary>Whom something is for. Immutable and shared: the alerts of one queue have one set. Any thread.</summary>
public sealed class PersonSet
{
    /// <summary>Nobody.</summary>
    public static readonly PersonSet Nobody = new([]);

    private readonly HashSet<string> _ids;

    /// <summary>A set of person ids.</summary>
    public PersonSet(IEnumerable<string> ids) => _ids = ids.ToHashSet(StringComparer.Ordinal);

    /// <summary>Who.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>How many.</summary>
    public int Count => _ids.Count;

    /// <summary>Whether somebody is in it.</summary>
    public bool Contains(string personId) => _ids.Contains(personId);

    /// <summary>Who is in this and not in another.</summary>
    public PersonSet Without(PersonSet other) =>
        ReferenceEquals(this, other) ? Nobody : new(_ids.Where(id => !other._ids.Contains(id)));

    /// <summary>Whether the same people are in another.</summary>
    public bool SetEquals(PersonSet other) => ReferenceEquals(this, other) || _ids.SetEquals(other._ids);
}
