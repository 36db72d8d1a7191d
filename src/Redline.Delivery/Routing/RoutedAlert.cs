using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Streams;

namespace Redline.Delivery.Routing;

/// <summary>An alert as people are shown it. Immutable.</summary>
/// <param name="Alert">The alert as it stands, or as it last stood.</param>
/// <param name="StreamName">The name of its stream.</param>
/// <param name="Priority">The priority of its stream.</param>
/// <param name="Persons">Whom it is for.</param>
/// <param name="ResolvedAt">When it resolved; null: it is open.</param>
/// <param name="ResolvedReason">Why it resolved; null: it is open.</param>
public sealed record RoutedAlert(
    Alert Alert, string StreamName, int Priority, PersonSet Persons, Instant? ResolvedAt = null, ResolveReason? ResolvedReason = null)
{
    /// <summary>Rises with every change people see.</summary>
    public int Revision => ResolvedAt is null ? Alert.Revision : Alert.Revision + 1;

    /// <summary>What others call the person who has it; null: nobody has.</summary>
    public string? OwnerName { get; init; }

    /// <summary>How it is shown.</summary>
    public Presentation Presentation { get; init; } = Presentation.Toast;

    /// <summary>What its frames are about.</summary>
    public FrameSubject Subject => new(false, Alert.Number);
}
