using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Escalations;

namespace Redline.Delivery.Escalations;

/// <summary>
/// Keeps escalations that were closed: the last <see cref="MaxKept"/>, and where those of a queue and of an alert are.
/// Follows those that are open by itself, since an event says what changed and a record says everything.
/// </summary>
public sealed class EscalationProjection : IRecordProjection
{
    /// <summary>How many are kept, counted by their numbers; the oldest go.</summary>
    public const int MaxKept = 20_000;

    /// <summary>Where closed escalations are: one record each, sorted by its number.</summary>
    public const string Collection = "escalations";

    private readonly Dictionary<long, Escalation> _open = [];
    private readonly Queue<Escalation> _recent = new();
    private long _last;

    /// <summary>A closed escalation; null: there is none of that number, or no longer.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<Escalation?> FindAsync(
        IJournal journal, string organizationId, long number, CancellationToken cancellationToken = default)
    {
        var record = await journal.FindRecordAsync(organizationId, Collection, KeyOf(number), cancellationToken);
        return record is null ? null : StateCodec.DecodeEscalation(record.Body.Span);
    }

    /// <summary>Those that were closed, the last made first, and how many there are: of an alert, else of a queue, else all.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<(IReadOnlyList<Escalation> Page, long Total)> ListAsync(
        IJournal journal, string organizationId, long? alertNumber, string? queueId, int skip, int limit, CancellationToken cancellationToken = default)
    {
        var collection = alertNumber is { } alert ? CollectionOf(alert) : queueId is { } queue ? CollectionOf(queue) : Collection;
        var total = await journal.CountRecordsAsync(organizationId, collection, cancellationToken);
        var escalations = new List<Escalation>(limit);
        if (limit == 0) return (escalations, total);
        foreach (var record in await journal.ListRecordsAsync(organizationId, collection, descending: true, skip, limit, cancellationToken))
            if (collection == Collection) escalations.Add(StateCodec.DecodeEscalation(record.Body.Span));
            else if (await FindAsync(journal, organizationId, record.Sort, cancellationToken) is { } kept) escalations.Add(kept);
        return (escalations, total);
    }

    /// <inheritdoc/>
    public void Restore(DurableState state)
    {
        _open.Clear();
        _last = state.Escalations.LastNumber;
        foreach (var (number, escalation) in state.Escalations.Open) _open[number] = escalation;
    }

    /// <inheritdoc/>
    public void Project(EngineEvent e, List<RecordWrite> into)
    {
        if (e is not EscalationEvent about) return;
        var escalation = _open[about.Number] = Escalation.After(_open.GetValueOrDefault(about.Number), about);
        _last = Math.Max(_last, about.Number);
        if (escalation.ClosedAt is null) return;
        _open.Remove(about.Number);
        if (about.Number <= _last - MaxKept) return;
        Keep(escalation, StateCodec.Encode(escalation), "1"u8.ToArray(), into);
        Forget(escalation, into);
    }

    // What was closed before this life is forgotten by its number alone; of the lists only what this life saw closed.
    private void Forget(Escalation closed, List<RecordWrite> into)
    {
        var gone = closed.Number - MaxKept;
        if (gone > 0) into.Add(new(Collection, KeyOf(gone), gone, ReadOnlyMemory<byte>.Empty));
        _recent.Enqueue(closed);
        while (_recent.TryPeek(out var old) && old.Number <= _last - MaxKept)
        {
            Keep(old, ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty, into);
            _recent.Dequeue();
        }
    }

    private static void Keep(Escalation escalation, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> mark, List<RecordWrite> into)
    {
        var (number, key) = (escalation.Number, KeyOf(escalation.Number));
        into.Add(new(Collection, key, number, body));
        if (escalation.Draft.AlertNumber is { } alert) into.Add(new(CollectionOf(alert), key, number, mark));
        if (escalation.Draft.QueueId is { } queue) into.Add(new(CollectionOf(queue), key, number, mark));
    }

    private static string CollectionOf(long alertNumber) => "escalations-of-alert/" + KeyOf(alertNumber);

    // By a hash: an id may be longer than the name of a collection.
    private static string CollectionOf(string queueId) => "escalations-of-queue/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(queueId)));

    private static string KeyOf(long number) => number.ToString(CultureInfo.InvariantCulture);
}
