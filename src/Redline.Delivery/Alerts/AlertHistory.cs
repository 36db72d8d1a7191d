using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Delivery.Alerts;

/// <summary>
/// The alerts that are kept, open and over, to be looked up. What they are looked for by is in memory, read from the
/// records when somebody first asks and followed from commit to commit, so that filtered counts are exact and quick;
/// bodies are read from the journal for the page alone. Any thread may ask; the loop's pump tells.
/// </summary>
/// <param name="journal">Where the records are.</param>
/// <param name="organizationId">Whose.</param>
/// <param name="maxAlerts">How many are kept: that of <see cref="EngineLoopOptions.MaxAlerts"/>.</param>
public sealed class AlertHistory(IJournal journal, string organizationId, int maxAlerts) : ICommittedListener
{
    private const int RecordsPerRead = 10_000;

    // Numbers have no gaps, so each has its place, and the oldest goes by being written over. Rows are immutable and
    // replaced whole: whoever looks for alerts takes no lock and holds nobody up.
    private readonly AlertRow?[] _rows = new AlertRow?[maxAlerts];
    private readonly Lock _writing = new();
    private long _last;
    private Task? _load;

    /// <summary>A page of the alerts that are looked for, the last triggered first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="skip">How many to pass over; not negative.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    /// <exception cref="FormatException">What is kept cannot be read by this version.</exception>
    public async Task<AlertPage> ListAsync(AlertQuery query, int skip, int limit, CancellationToken cancellationToken = default)
    {
        await Loaded().WaitAsync(cancellationToken);
        var numbers = new List<long>();
        var total = 0;
        foreach (var row in NewestFirst())
        {
            if (!query.Matches(row)) continue;
            if (total++ >= skip && numbers.Count < limit) numbers.Add(row.Number);
        }

        var alerts = new List<AlertRecord>(numbers.Count);
        foreach (var number in numbers)
            if (await FindAsync(number, cancellationToken) is { } kept)
                alerts.Add(kept);
        return new(alerts, total);
    }

    /// <summary>An alert by its number; null: there was none, or it is not kept any more.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    /// <exception cref="FormatException">What is kept cannot be read by this version.</exception>
    public async ValueTask<AlertRecord?> FindAsync(long number, CancellationToken cancellationToken = default)
    {
        var key = AlertRecord.KeyOf(number);
        var record = await journal.FindRecordAsync(organizationId, AlertRecord.Collection, key, cancellationToken);
        return record is null ? null : AlertRecord.Decode(record.Body);
    }

    /// <inheritdoc/>
    public void OnRestored(DurableState committed)
    {
        // What was told was committed and stays true; what was committed and not told is read from the records.
        lock (_writing) _load = null;
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        foreach (var (e, alert) in batch.Events)
            if (alert is not null && AlertRow.Of(e, alert) is { } row)
                Put(row);
    }

    /// <inheritdoc/>
    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
    }

    private IEnumerable<AlertRow> NewestFirst()
    {
        var last = Volatile.Read(ref _last);
        for (var number = last; number > 0 && number > last - maxAlerts; number--)
            if (Volatile.Read(ref _rows[number % maxAlerts]) is { } row && row.Number == number)
                yield return row;
    }

    private Task Loaded()
    {
        lock (_writing)
        {
            if (_load is null or { IsFaulted: true }) _load = Task.Run(LoadAsync);
            return _load;
        }
    }

    // Newest first: what triggers meanwhile moves the rest back, so that some are read twice and none is passed by.
    private async Task LoadAsync()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var skip = 0; ; skip += RecordsPerRead)
        {
            var records = await journal.ListRecordsAsync(
                organizationId, AlertRecord.Collection, descending: true, skip, Math.Min(RecordsPerRead, maxAlerts));
            foreach (var record in records) Put(AlertRow.Of(AlertRecord.Decode(record.Body), Interned));
            if (records.Count < RecordsPerRead || skip + RecordsPerRead >= maxAlerts) return;
        }

        string Interned(string text) => texts.TryGetValue(text, out var known) ? known : texts[text] = text;
    }

    // A record read late knows less than a commit told meanwhile.
    private void Put(AlertRow row)
    {
        lock (_writing)
        {
            ref var place = ref _rows[row.Number % maxAlerts];
            if (place is { } known && (known.Number, known.Revision).CompareTo((row.Number, row.Revision)) > 0) return;
            Volatile.Write(ref place, row);
            if (row.Number > _last) Volatile.Write(ref _last, row.Number);
        }
    }
}
