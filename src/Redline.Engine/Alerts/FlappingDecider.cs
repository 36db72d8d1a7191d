using Redline.Engine.Streams;

namespace Redline.Engine.Alerts;

/// <summary>
/// Decides when a fingerprint flaps: with the transition that is one more than its stream allows within the window. That
/// one is told and names the next update; until then people are told of nothing but the end of what they saw and of a level
/// they were not told of. Triggering and resolving are not touched.
/// </summary>
internal static class FlappingDecider
{
    /// <summary>Whether a level is not told because the fingerprint flaps.</summary>
    /// <param name="state">The fingerprint; null: nothing was decided of it yet.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="level">The level that would be told.</param>
    /// <param name="at">When.</param>
    public static bool Damps(FingerprintState? state, StreamDefinition stream, int level, Instant at) =>
        state?.Flapping is { } flapping && flapping.Until > at && stream.Flapping is not null && level <= flapping.ToldLevel;

    /// <summary>
    /// Adds that a fingerprint begins to flap, if it does with a transition; that transition must be added after it.
    /// Returns when people are next updated; null: it does not flap.
    /// </summary>
    /// <param name="watch">The fingerprint.</param>
    /// <param name="toldLevel">The level the transition itself tells of as over; -1: it tells what it is by itself.</param>
    /// <param name="at">When the transition is.</param>
    /// <param name="now">The instant that is decided; later where the transition is dated back.</param>
    /// <param name="decidedAt">The instant of the pass.</param>
    /// <param name="events">Where the event is added.</param>
    public static Instant? Begin(FingerprintWatch watch, int toldLevel, Instant at, Instant now, Instant decidedAt, List<EngineEvent> events)
    {
        if (watch.Stream.Flapping is not { } limit || watch.State?.Flapping is not { } flapping) return null;
        if (flapping.Until != default) return flapping.Until > at ? flapping.Until : null;
        var next = at.Plus(limit.WindowMilliseconds);
        if (next <= now) return null; // dated back, and over since
        if (flapping.CountUpTo(at, limit.WindowMilliseconds) < limit.MaxTransitions) return null;
        events.Add(new FlappingBegan(at, decidedAt, watch.Fingerprint, next, toldLevel));
        return next;
    }

    /// <summary>Adds what is so as the update of a fingerprint is due: it goes on, with another update, or is over.</summary>
    public static void Update(FingerprintState state, StreamDefinition stream, Instant at, Instant decidedAt, List<EngineEvent> events) => events.Add(
        stream.Flapping is { } limit && state.Flapping!.CountUpTo(at, limit.WindowMilliseconds) > limit.MaxTransitions
            ? new FlappingBegan(at, decidedAt, state.Fingerprint, at.Plus(limit.WindowMilliseconds), -1)
            : new FlappingEnded(at, decidedAt, state.Fingerprint));
}
