namespace Redline.Engine.Alerts;

/// <summary>
/// The open alerts people are not told of, by when that is decided anew. Says nothing that the alerts do not say. Not safe
/// for use by several threads.
/// </summary>
internal sealed class HeldAlerts
{
    private readonly SortedSet<(Instant Until, long Number)> _byEnd = [];

    /// <summary>When the next one is decided anew; <see cref="Instant.Never"/>: none is.</summary>
    public Instant Next => _byEnd.Count == 0 ? Instant.Never : _byEnd.Min.Until;

    /// <summary>The numbers of those that are decided anew at or before an instant.</summary>
    public IEnumerable<long> DueAt(Instant at) => _byEnd.TakeWhile(h => h.Until <= at).Select(h => h.Number);

    /// <summary>An alert is another one after an event.</summary>
    public void Follow(Alert? before, Alert? after)
    {
        if (ReferenceEquals(before, after)) return;
        if (IsTimed(before)) _byEnd.Remove((before!.HeldUntil, before.Number));
        if (IsTimed(after)) _byEnd.Add((after!.HeldUntil, after.Number));
    }

    private static bool IsTimed(Alert? alert) => alert is { IsTold: false } && alert.HeldUntil != Instant.Never;
}
