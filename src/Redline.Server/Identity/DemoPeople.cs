namespace Redline.Server.Identity;

/// <summary>The people of the demo: those of its links. Immutable; any thread.</summary>
internal sealed class DemoPeople(IEnumerable<Person> people) : IPeople
{
    private readonly Dictionary<string, Person> _byId = people.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<Person> All => _byId.Values;

    /// <inheritdoc/>
    public Person? Find(string personId) => _byId.GetValueOrDefault(personId);
}
