using Redline.Simulator.Http;

namespace Redline.Simulator.Centre;

/// <summary>A presence a user can have; the organization has one for each of the system's.</summary>
internal sealed record PresenceDefinition(string Id, string SystemPresence, string Label)
{
    internal static readonly PresenceDefinition Available = Of("Available", "Available");
    internal static readonly PresenceDefinition Away = Of("Away", "Away");
    internal static readonly PresenceDefinition Break = Of("Break", "Break");
    internal static readonly PresenceDefinition Busy = Of("Busy", "Busy");
    internal static readonly PresenceDefinition Idle = Of("Idle", "Idle");
    internal static readonly PresenceDefinition Meal = Of("Meal", "Meal");
    internal static readonly PresenceDefinition Meeting = Of("Meeting", "Meeting");
    internal static readonly PresenceDefinition Offline = Of("Offline", "Offline");
    internal static readonly PresenceDefinition OnQueue = Of("On Queue", "On Queue");
    internal static readonly PresenceDefinition Training = Of("Training", "Training");

    internal static IReadOnlyList<PresenceDefinition> All { get; } =
        [Available, Away, Break, Busy, Idle, Meal, Meeting, Offline, OnQueue, Training];

    /// <summary>As events and mappings spell it: <c>ON_QUEUE</c> where REST has <c>On Queue</c>.</summary>
    internal string EventName => SystemPresence.ToUpperInvariant().Replace(' ', '_');

    /// <summary>By id, or by system presence in either spelling.</summary>
    internal static PresenceDefinition? Find(string? id, string? systemPresence) => id is not null
        ? All.FirstOrDefault(p => p.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        : All.FirstOrDefault(p => p.EventName.Equals(systemPresence?.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase));

    private static PresenceDefinition Of(string systemPresence, string label) =>
        new(WireText.IdOf("presence", systemPresence), systemPresence, label);
}
