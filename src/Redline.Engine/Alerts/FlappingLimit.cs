namespace Redline.Engine.Alerts;

/// <summary>
/// How often a fingerprint's alert may trigger, change its level and resolve before people are spared each single turn
/// (design section 7). Immutable.
/// </summary>
/// <param name="MaxTransitions">So many are told, <see cref="MinTransitions"/> to <see cref="FlappingState.MaxKept"/>; with one more it flaps.</param>
/// <param name="WindowMilliseconds">
/// Counted over this long, the end included, the beginning not; also how far apart updates are while it flaps.
/// </param>
public sealed record FlappingLimit(int MaxTransitions, long WindowMilliseconds)
{
    /// <summary>The fewest that may be said: an alert that triggers and resolves is no flapping.</summary>
    public const int MinTransitions = 2;

    /// <summary>The shortest window that may be said, in seconds.</summary>
    public const int MinWindowSeconds = 10;

    /// <summary>The longest window that may be said, in seconds: a day.</summary>
    public const int MaxWindowSeconds = 86_400;

    /// <summary>Six within ten minutes.</summary>
    public static readonly FlappingLimit Default = new(6, 600_000);
}
