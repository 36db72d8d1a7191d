using Redline.Delivery.People;

namespace Redline.Server.Identity.People;

/// <summary>A person as Redline keeps them. Name, address and number stand here and nowhere else.</summary>
/// <param name="Id">Unique in the organization.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Role">What they do.</param>
/// <param name="Visible">The queues they may see.</param>
/// <param name="Email">Where they can be written to; null: not known.</param>
/// <param name="Phone">Where they can be called; null: not known.</param>
/// <param name="FromFile">Whether people.yaml defines them, and removes them when it no longer does.</param>
internal sealed record PersonRecord(
    string Id, string Name, PersonRole Role, Visibility Visible, string? Email, string? Phone, bool FromFile)
{
    /// <summary>What the rest of the server needs to know of them.</summary>
    public Person ToPerson() => new(Id, Name, Role) { Visible = Visible };

    /// <summary>Spelled without name, address and number: a record that reaches a log says only whose it is.</summary>
    public override string ToString() => $"{nameof(PersonRecord)} {Id}";

    /// <summary>Whether another record says the same.</summary>
    public bool SaysTheSameAs(PersonRecord? other) => other is not null
        && other.Visible.Queues.SequenceEqual(Visible.Queues, StringComparer.Ordinal)
        && other.Visible.Divisions.SequenceEqual(Visible.Divisions, StringComparer.Ordinal)
        && this == other with { Visible = Visible };
}
