namespace Redline.Simulator.Organizations;

/// <summary>The organization the emulated platform belongs to: what an administrator has set up. Immutable.</summary>
public sealed record EmulatedOrganization
{
    /// <summary>The division everything is in unless something else is said.</summary>
    public const string HomeDivision = "Home";

    /// <summary>The name.</summary>
    public string Name { get; init; } = "Simulated Contact Centre";

    /// <summary>The divisions besides <see cref="HomeDivision"/>.</summary>
    public IReadOnlyList<string> Divisions { get; init; } = [];

    /// <summary>The divisions of queues that are not in <see cref="HomeDivision"/>, by the queue's name.</summary>
    public IReadOnlyDictionary<string, string> QueueDivisions { get; init; } = new Dictionary<string, string>();

    /// <summary>The OAuth clients.</summary>
    public IReadOnlyList<OAuthClient> Clients { get; init; } = [];

    /// <summary>The users who are no agents of the calls.</summary>
    public IReadOnlyList<OrganizationUser> Users { get; init; } =
        [new("Sam Brook", "sam.brook@example.com", PermissionGrant.Everything)];

    /// <summary>What the agents of the calls may do; default nothing but what every token may.</summary>
    public PermissionGrant AgentGrant { get; init; } = PermissionGrant.Nothing;

    /// <summary>Names of the workflows that can be launched, and of flows that cannot because they are no workflows.</summary>
    public IReadOnlyDictionary<string, string> Flows { get; init; } = new Dictionary<string, string>
    {
        ["Queue escalation"] = "workflow",
        ["Main menu"] = "inboundcall",
    };
}
