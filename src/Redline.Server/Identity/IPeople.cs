namespace Redline.Server.Identity;

/// <summary>Who there is in the organization now. Any thread.</summary>
internal interface IPeople
{
    /// <summary>Everybody as of about now, in no particular order.</summary>
    IEnumerable<Person> All { get; }

    /// <summary>A person by id; null: there is none, or no longer.</summary>
    Person? Find(string personId);
}
