using Redline.Simulator.Organizations;

namespace Redline.Simulator.Centre;

/// <summary>A user: an agent of the calls, or somebody else of the organization.</summary>
internal sealed class CentreUser(string id, string name, string email, PermissionGrant grant)
{
    internal string Id { get; } = id;

    internal string Name { get; } = name;

    internal string Email { get; } = email;

    internal PermissionGrant Grant { get; } = grant;

    internal string Division { get; init; } = EmulatedOrganization.HomeDivision;

    /// <summary>The queues of which the user is a member.</summary>
    internal List<QueueMember> Memberships { get; } = [];

    internal PresenceDefinition Presence { get; set; } = PresenceDefinition.Offline;

    internal string PresenceMessage { get; set; } = "";

    internal long PresenceSince { get; set; }

    internal RoutingStatus Status { get; set; } = RoutingStatus.OffQueue;

    internal long StatusSince { get; set; }

    internal long QueuesChangedAt { get; set; }

    /// <summary>Calls being served.</summary>
    internal int Serving { get; set; }

    /// <summary>Whether a call rang unanswered and the user has not been asked back.</summary>
    internal bool DidNotRespond { get; set; }

    internal bool IsOnQueue => Presence == PresenceDefinition.OnQueue;

    /// <summary>The status that follows from presence and calls.</summary>
    internal RoutingStatus StatusNow => !IsOnQueue ? RoutingStatus.OffQueue
        : Serving > 0 ? RoutingStatus.Interacting
        : DidNotRespond ? RoutingStatus.NotResponding
        : RoutingStatus.Idle;
}

/// <summary>What an agent can be to the routing.</summary>
internal enum RoutingStatus
{
    OffQueue,
    Idle,
    Interacting,
    NotResponding,
    Communicating,
}

/// <summary>The wire's names of routing statuses.</summary>
internal static class RoutingStatusText
{
    private static readonly string[] Names = ["OFF_QUEUE", "IDLE", "INTERACTING", "NOT_RESPONDING", "COMMUNICATING"];

    internal static IReadOnlyList<RoutingStatus> OnQueue { get; } =
        [RoutingStatus.Idle, RoutingStatus.Interacting, RoutingStatus.NotResponding, RoutingStatus.Communicating];

    internal static IReadOnlyList<RoutingStatus> All { get; } = [RoutingStatus.OffQueue, .. OnQueue];

    internal static string Text(this RoutingStatus status) => Names[(int)status];

    internal static RoutingStatus? Parse(string? text) =>
        Array.IndexOf(Names, text) is var at and >= 0 ? (RoutingStatus)at : null;
}
