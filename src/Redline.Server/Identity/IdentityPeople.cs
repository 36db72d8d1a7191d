using Redline.Server.Identity.Records;

namespace Redline.Server.Identity;

/// <summary>The people of a real server, as its records have them now. Any thread.</summary>
internal sealed class IdentityPeople(IdentityStore store) : IPeople
{
    /// <inheritdoc/>
    public IEnumerable<Person> All => store.People.All.Select(p => p.Value.ToPerson());

    /// <inheritdoc/>
    public Person? Find(string personId) => store.People.Find(personId)?.ToPerson();
}
