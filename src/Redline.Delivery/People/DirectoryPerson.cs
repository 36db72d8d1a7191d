namespace Redline.Delivery.People;

/// <summary>A person as the router needs one. Immutable.</summary>
/// <param name="Id">Unique in the organization.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Role">The word of their role: AGENT, SUPERVISOR, ADMINISTRATOR.</param>
/// <param name="Visible">The queues they may see.</param>
public sealed record DirectoryPerson(string Id, string Name, string Role, Visibility Visible);
