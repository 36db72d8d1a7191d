namespace Redline.Delivery.People;

/// <summary>Who exists who could be told, at one moment. Immutable; any thread.</summary>
public sealed class PeopleDirectory
{
    /// <summary>Nobody.</summary>
    public static readonly PeopleDirectory Empty = new([]);

    private readonly Dictionary<string, DirectoryPerson> _people;

    /// <summary>A directory of people, each id once.</summary>
    /// <exception cref="ArgumentException">An id is there twice.</exception>
    public PeopleDirectory(IEnumerable<DirectoryPerson> people) =>
        _people = people.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>Everybody.</summary>
    public IReadOnlyCollection<DirectoryPerson> People => _people.Values;

    /// <summary>A person; null: there is none of that id.</summary>
    public DirectoryPerson? Find(string personId) => _people.GetValueOrDefault(personId);

    /// <summary>Whether another directory says the same of everybody.</summary>
    public bool SaysTheSame(PeopleDirectory other) =>
        _people.Count == other._people.Count && _people.Values.All(p => other.Find(p.Id) is { } o && IsSame(p, o));

    private static bool IsSame(DirectoryPerson one, DirectoryPerson other) =>
        (one.Name, one.Role, one.Visible.ToKey()) == (other.Name, other.Role, other.Visible.ToKey());
}
