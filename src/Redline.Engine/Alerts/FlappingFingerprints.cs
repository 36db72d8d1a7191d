namespace Redline.Engine.Alerts;

/// <summary>
/// The fingerprints that flap, by when people are next updated. Says nothing that the fingerprints do not say. Not safe for
/// use by several threads.
/// </summary>
internal sealed class FlappingFingerprints
{
    private readonly SortedSet<(Instant Until, Fingerprint Fingerprint)> _byUpdate = [];

    /// <summary>When the next update is due; <see cref="Instant.Never"/>: nothing flaps.</summary>
    public Instant Next => _byUpdate.Count == 0 ? Instant.Never : _byUpdate.Min.Until;

    /// <summary>Those whose update is due at or before an instant.</summary>
    public IEnumerable<Fingerprint> DueAt(Instant at) => _byUpdate.TakeWhile(f => f.Until <= at).Select(f => f.Fingerprint);

    /// <summary>A fingerprint's next update is another one; the epoch: none.</summary>
    public void Follow(Fingerprint fingerprint, Instant before, Instant after)
    {
        if (before == after) return;
        if (before != default) _byUpdate.Remove((before, fingerprint));
        if (after != default) _byUpdate.Add((after, fingerprint));
    }
}
