using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Codecs;

namespace Redline.Delivery.Alerts;

/// <summary>What kept an alert back for a time: from triggering, or from being told.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">Since when, inclusive.</param>
/// <param name="Until">When it ended or gave way to another reason, exclusive; null: it goes on.</param>
public sealed record AlertHold(SuppressionReason Reason, Instant From, Instant? Until);

/// <summary>How an alert came to be told, as the journal has it. Immutable.</summary>
/// <param name="BreachedAt">When the condition had held for its sustain; null: not known.</param>
/// <param name="Holds">What kept it back from its opening until it was told or over, in the order of time.</param>
public sealed record AlertCourse(Instant? BreachedAt, IReadOnlyList<AlertHold> Holds)
{
    /// <summary>Reads it from the entries since the alert opened; null: the journal is not replayed so far back.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="organizationId">Whose.</param>
    /// <param name="alert">The alert as it is kept.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    /// <exception cref="FormatException">An entry cannot be read by this version.</exception>
    public static async Task<AlertCourse?> ReadAsync(
        IJournal journal, string organizationId, Alert alert, CancellationToken cancellationToken)
    {
        if (await CommittedState.FindOffsetAsync(journal, organizationId, alert.OpenedAt, cancellationToken) is not { } offset) return null;
        var course = new AlertCourseReader(alert);
        await foreach (var entry in journal.ReadAsync(organizationId, offset, cancellationToken))
            if (EventCodec.Decode(entry.Kind, entry.Body.Span) is FingerprintEvent e && e.Fingerprint == alert.Fingerprint && course.Take(e))
                break;
        return new(course.BreachedAt, course.Holds);
    }
}
