using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Schedules;

namespace Redline.Engine.Streams;

/// <summary>What a stream is evaluated for, and whether people hear of it.</summary>
public enum StreamStatus
{
    /// <summary>Not evaluated; open alerts resolve with reason streamDisabled.</summary>
    Disabled,

    /// <summary>Evaluated, people are told.</summary>
    Active,

    /// <summary>Evaluated, and nobody is told: for trying out.</summary>
    Shadow,
}

/// <summary>Which scopes a stream looks at.</summary>
public enum SourceEntity
{
    /// <summary><c>telephony.queue.metrics</c>: the media type voice only.</summary>
    Telephony,

    /// <summary><c>routing.queue.metrics</c>: every media type.</summary>
    Routing,
}

/// <summary>Who is told when a stream's alert triggers.</summary>
public enum NotificationType
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>The audience, at once.</summary>
    Push,

    /// <summary>Whom the steps of its flow tell; nobody by itself.</summary>
    Flow,
}

/// <summary>How people are shown a stream's alerts.</summary>
public enum Presentation
{
    /// <summary>As a toast in a corner.</summary>
    Toast,

    /// <summary>As a banner across the top of the page; as a toast where a page has no place for one.</summary>
    Banner,
}

/// <summary>One severity of a stream.</summary>
/// <param name="Severity">How bad a breach of this level is.</param>
/// <param name="Filter">When true, the level breaches.</param>
/// <param name="Clear">When true while the filter is not, the level may close; null: the negation of the filter.</param>
/// <param name="SustainMilliseconds">How long the filter must hold before the breach opens.</param>
public sealed record StreamLevel(Severity Severity, FilterNode Filter, FilterNode? Clear, long SustainMilliseconds);

/// <summary>
/// What the operator wrote: the condition that is an escalation (design section 6). Immutable and valid;
/// <see cref="StreamDefinitionReader"/> makes it from JSON, <see cref="StreamDefinitionWriter"/> spells it canonically.
/// </summary>
public sealed record StreamDefinition
{
    /// <summary>The stream's id, unique in its organization, 1 to 64 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The name people know it by, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, at most 2,000 characters; null: not said.</summary>
    public string? Description { get; init; }

    /// <summary>Which scopes it looks at.</summary>
    public SourceEntity SourceEntity { get; init; } = SourceEntity.Telephony;

    /// <summary>Whether it is evaluated.</summary>
    public StreamStatus Status { get; init; } = StreamStatus.Active;

    /// <summary>Who is told.</summary>
    public NotificationType NotificationType { get; init; } = NotificationType.Push;

    /// <summary>1 (highest) to 5; decides who goes first when several things are due at one instant.</summary>
    public int Priority { get; init; } = 3;

    /// <summary>The levels, from the least to the most severe; at least one.</summary>
    public required IReadOnlyList<StreamLevel> Levels { get; init; }

    /// <summary>Whether the author wrote <c>levels</c> rather than one <c>filterExpression</c>; keeps the spelling.</summary>
    public bool SpelledAsLevels { get; init; }

    /// <summary>How long the clear expression must hold before a breach closes.</summary>
    public long ClearAfterMilliseconds { get; init; } = 10_000;

    /// <summary>How long after an alert triggered the same fingerprint triggers no other, unless it is worse.</summary>
    public long CooldownMilliseconds { get; init; } = 300_000;

    /// <summary>How often its alert may turn before people are spared each single turn; null: they never are.</summary>
    public FlappingLimit? Flapping { get; init; } = FlappingLimit.Default;

    /// <summary>What <see cref="StaleAfterMilliseconds"/> is unless said otherwise.</summary>
    public const long DefaultStaleAfterMilliseconds = 90_000;

    /// <summary>For how long a queue it reads may be unheard of before it is blind, in milliseconds.</summary>
    public long StaleAfterMilliseconds { get; init; } = DefaultStaleAfterMilliseconds;

    /// <summary>The name of the flow that each of its alerts starts; null: none.</summary>
    public string? Flow { get; init; }

    /// <summary>When its alerts are open; null: always. Outside it nothing triggers, and what is open resolves.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Why nobody is told of its alerts, as long as it says what it says; <see cref="SuppressionReason.None"/>: people are.</summary>
    public SuppressionReason NobodyIsTold => (Status, NotificationType) switch
    {
        (StreamStatus.Shadow, _) => SuppressionReason.Shadow,
        (_, NotificationType.None) => SuppressionReason.NotificationNone,
        (_, NotificationType.Flow) => SuppressionReason.NotificationFlow,
        _ => SuppressionReason.None,
    };

    /// <summary>How people are shown its alerts.</summary>
    public Presentation Presentation { get; init; } = Presentation.Toast;
}
