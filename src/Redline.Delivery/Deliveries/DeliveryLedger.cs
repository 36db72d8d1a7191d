using System.Globalization;
using Microsoft.Extensions.Logging;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Delivery.Deliveries;

/// <summary>
/// Records what became of alerts on people's desktops, written behind the send (design section 3 rule 8): what is lost
/// in a crash is sent again and recorded then. Never waits for its callers, and never makes them wait. Any thread.
/// </summary>
public sealed partial class DeliveryLedger : ICommittedListener, IAsyncDisposable
{
    private const int MaxRead = 100_000;
    private const int MaxRemovedAtATime = 200;

    private readonly IJournal _journal;
    private readonly string _organizationId;
    private readonly DeliveryLedgerOptions _options;
    private readonly ILogger<DeliveryLedger> _logger;
    private readonly DeliveryTable _table;
    private readonly TimeProvider _wall;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Task _run;
    private long _removed;
    private long _removeUpTo;
    private long _restoredUpTo;

    /// <summary>A ledger over a journal; it writes from now on until it is disposed.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public DeliveryLedger(
        IJournal journal, string organizationId, DeliveryLedgerOptions options, TimeProvider wall, ILogger<DeliveryLedger> logger)
    {
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        (_journal, _organizationId, _options, _wall, _logger) = (journal, organizationId, options, wall, logger);
        _table = new(options.MaxHeld);
        _run = RunAsync();
    }

    /// <summary>Deliveries that were not recorded because too many were held; since the start.</summary>
    public long NotRecorded => _table.NotRecorded;

    /// <summary>Deliveries whose last change is not written yet.</summary>
    public int Unwritten => _table.Changed;

    /// <summary>A revision of an alert was handed to the network for a person.</summary>
    public void Sent(long alertNumber, int revision, string personId, Instant at) =>
        _table.Add(new(alertNumber, personId, revision, SentAt: at));

    /// <summary>A desktop says that it has an alert that was shown to its person.</summary>
    public void Received(long alertNumber, int revision, string personId, Instant at) =>
        _table.Add(new(alertNumber, personId, revision, ReceivedAt: at));

    /// <summary>A desktop says that it has painted it; <paramref name="by"/> is <c>WIDGET</c> or <c>HANDLER</c>.</summary>
    public void Rendered(long alertNumber, int revision, string personId, Instant at, string by) =>
        _table.Add(new(alertNumber, personId, revision, RenderedAt: at, RenderedBy: by));

    /// <summary>Whether it is known of an alert that it was sent to a person, though it may be over by now.</summary>
    public bool Knows(long alertNumber, string personId) => _table.Holds(alertNumber, personId);

    /// <summary>
    /// How many of some people have neither painted an alert nor taken it, as far as is known. Reads the journal only for
    /// an alert that an earlier process, or an earlier start of the loop, may have told of.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public async Task<int> CountNotRenderedAsync(
        long alertNumber, IEnumerable<string> personIds, CancellationToken cancellationToken = default)
    {
        var missing = _table.NotRendered(alertNumber, personIds);
        if (missing.Count == 0 || alertNumber > Volatile.Read(ref _restoredUpTo)) return missing.Count;
        var records = await _journal.ListRecordsAsync(
            _organizationId, CollectionOf(alertNumber), descending: false, 0, MaxRead, cancellationToken);
        foreach (var delivery in records.Select(r => DesktopDelivery.Decode(alertNumber, r.Body.Span)))
            if (delivery.IsSeen)
                missing.Remove(delivery.PersonId);
        return missing.Count;
    }

    /// <summary>A page of the deliveries of an alert, by person; what is not written yet is written first.</summary>
    /// <exception cref="JournalWriteException">What is known could not be written.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public async Task<(IReadOnlyList<DesktopDelivery> Page, long Total)> ListAsync(
        long alertNumber, int skip, int limit, CancellationToken cancellationToken = default)
    {
        await WriteAsync(cancellationToken);
        var collection = CollectionOf(alertNumber);
        var records = await _journal.ListRecordsAsync(_organizationId, collection, descending: false, skip, limit, cancellationToken);
        var total = await _journal.CountRecordsAsync(_organizationId, collection, cancellationToken);
        return ([.. records.Select(r => DesktopDelivery.Decode(alertNumber, r.Body.Span))], total);
    }

    /// <inheritdoc/>
    public void OnRestored(DurableState committed)
    {
        foreach (var alert in committed.OpenAlerts)
            if (alert.Number > Volatile.Read(ref _restoredUpTo))
                Volatile.Write(ref _restoredUpTo, alert.Number);
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        foreach (var (e, _) in batch.Events)
        {
            if (e is AlertTriggered triggered) Volatile.Write(ref _removeUpTo, triggered.Number - _options.MaxAlerts);
            if (e is AlertAcknowledged taken) _table.Add(new(taken.Number, taken.PersonId, 0, AcknowledgedAt: taken.At));
            if (e is AlertResolved resolved) _table.IsOver(resolved.Number);
        }
    }

    /// <inheritdoc/>
    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
    }

    /// <summary>Writes what is known when its turn comes; what becomes known meanwhile is left to the next.</summary>
    /// <exception cref="JournalWriteException">It could not be written; it is kept and tried again.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            for (var left = _table.Changed; left > 0;)
            {
                var changed = _table.TakeChanged(Math.Min(left, _options.MaxPerWrite));
                await WriteAsync(changed);
                left -= changed.Count;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes what is known and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
        _writing.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(_options.WriteInterval, _wall);
        var isLast = false;
        while (!isLast)
        {
            isLast = !await TickAsync(timer);
            try
            {
                await WriteAsync();
                if (!isLast) await RemoveOldAsync();
            }
            catch (Exception e) when (e is JournalWriteException or JournalUnavailableException or ObjectDisposedException or FormatException)
            {
                LogNotWritten(_table.Changed, e);
            }
        }
    }

    private async ValueTask<bool> TickAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task WriteAsync(IReadOnlyList<DesktopDelivery> changed)
    {
        try
        {
            var writes = new List<RecordWrite>(changed.Count);
            foreach (var delivery in changed)
            {
                var whole = await MergeAsync(delivery);
                writes.Add(new(CollectionOf(whole.AlertNumber), KeyOf(whole.PersonId), whole.SentAt?.Milliseconds ?? 0, whole.Encode()));
            }

            await _journal.AppendAsync(new JournalBatch(_organizationId, [], [], Records: writes));
            _table.Written(changed);
        }
        catch
        {
            _table.NotWritten(changed);
            throw;
        }
    }

    // What an earlier process wrote is not in memory; the first time counts, whoever wrote it.
    private async Task<DesktopDelivery> MergeAsync(DesktopDelivery delivery)
    {
        if (_table.IsWhole(delivery)) return delivery;
        var kept = await _journal.FindRecordAsync(_organizationId, CollectionOf(delivery.AlertNumber), KeyOf(delivery.PersonId));
        return kept is null ? delivery : _table.Merge(DesktopDelivery.Decode(delivery.AlertNumber, kept.Body.Span));
    }

    // It rides beside the writes and must not hold them up: after a start it goes through all numbers, some at a time.
    private async Task RemoveOldAsync()
    {
        var last = Math.Min(Volatile.Read(ref _removeUpTo), _removed + MaxRemovedAtATime);
        for (var number = _removed + 1; number <= last; number++)
        {
            var collection = CollectionOf(number);
            var old = await _journal.ListRecordsAsync(_organizationId, collection, descending: false, 0, MaxRead);
            if (old.Count > 0)
                await _journal.AppendAsync(new JournalBatch(_organizationId, [], [], Records: [.. old.Select(r => new RecordWrite(collection, r.Key, 0, default))]));
            _removed = number;
        }
    }

    private static string CollectionOf(long alertNumber) =>
        string.Create(CultureInfo.InvariantCulture, $"deliveries/{alertNumber}");

    // Keys are bounded in bytes; the person's id is in the body too.
    private static string KeyOf(string personId) => personId.Length <= 60 ? personId
        : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(personId)));

    [LoggerMessage(EventId = 300, Level = LogLevel.Warning, Message = "{Count} deliveries could not be recorded yet; trying again")]
    private partial void LogNotWritten(int count, Exception reason);
}
