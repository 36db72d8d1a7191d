using Redline.Delivery.Alerts;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.Tests.Journal;
using Redline.Delivery.Tests.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Tests.Alerts;

/// <summary>Alerts as a loop keeps and tells them, over a real journal; the test says what happened.</summary>
internal sealed class AlertShelf : IAsyncDisposable
{
    public const int MaxAlerts = 5;

    public static readonly Instant At = new(1_772_438_400_000);

    private const string Organization = "default";

    private readonly JournalDirectory _directory = new();
    private readonly DurableState _state = new();
    private readonly AlertProjection _projection = new(MaxAlerts);
    private SqliteJournal _journal = null!;
    private Instant _now = At;

    public AlertHistory History { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AlertShelf> OpenAsync()
    {
        var shelf = new AlertShelf();
        shelf._journal = await shelf._directory.OpenAsync();
        shelf.Reopen();
        await shelf.CommitAsync(
            new StreamDefined(At, At, SomeStream.Wait("wait", 300) with { Priority = 2 }, 1),
            new StreamDefined(At, At, SomeStream.Wait("crowd", 300), 1));
        return shelf;
    }

    /// <summary>A history that knows nothing yet, as after a start.</summary>
    public void Reopen()
    {
        History = new AlertHistory(_journal, Organization, MaxAlerts);
        History.OnRestored(_state);
        _projection.Restore(_state);
    }

    /// <summary>Commits events in one batch: state, records, and what is told.</summary>
    public async Task CommitAsync(params EngineEvent[] events)
    {
        var records = new List<RecordWrite>();
        foreach (var e in events) _projection.Project(e, records);
        var committed = events.Select(Evolve).ToArray();
        if (records.Count > 0) await _journal.AppendAsync(new JournalBatch(Organization, [], [], Records: records), Cancellation);
        History.OnCommitted(new CommittedBatch(1, committed), _state);
    }

    /// <summary>An alert triggers a second after whatever happened before.</summary>
    public async Task<long> TriggerAsync(string queueId, string streamId = "wait", string? mediaType = "voice", Severity severity = Severity.Critical)
    {
        var number = _state.LastAlertNumber + 1;
        _now = _now.Plus(1_000);
        await CommitAsync(new AlertTriggered(
            _now, _now, new(streamId, queueId, mediaType), number, 0, severity, _now.Plus(-500), Evidence(queueId)));
        return number;
    }

    public Task RiseAsync(long number) => CommitAsync(
        new AlertLevelChanged(_now, _now, Of(number), number, 1, Severity.Critical, Evidence("anew")));

    public Task AcknowledgeAsync(long number, string personId, string? note = null) => CommitAsync(
        new AlertAcknowledged(_now, _now, Of(number), number, personId, note));

    public Task WithdrawAsync(long number, string personId) => CommitAsync(
        new AcknowledgementWithdrawn(_now, _now, Of(number), number, personId));

    public Task ResolveAsync(long number, ResolveReason reason = ResolveReason.ConditionCleared) => CommitAsync(
        new AlertResolved(_now, _now, Of(number), number, reason));

    /// <summary>The ids of a page and how many there are.</summary>
    public async Task<string> ListAsync(AlertQuery? query = null, int skip = 0, int limit = 100)
    {
        var page = await History.ListAsync(query ?? new AlertQuery(), skip, limit, Cancellation);
        return $"{string.Join(' ', page.Alerts.Select(a => a.Alert.Id))} of {page.Total}";
    }

    public async Task<AlertRecord> FindAsync(long number) =>
        await History.FindAsync(number, Cancellation) ?? throw new InvalidOperationException($"A{number} is not kept");

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _directory.Dispose();
    }

    private Fingerprint Of(long number) => _state.FindOpen(number)!.Fingerprint;

    private CommittedEvent Evolve(EngineEvent e)
    {
        var fingerprint = (e as FingerprintEvent)?.Fingerprint;
        var before = fingerprint is { } f ? _state.Find(f)?.Alert : null;
        _state.Evolve(e);
        return new(e, fingerprint is { } g ? _state.Find(g)?.Alert ?? before : null);
    }

    private static AlertEvidence Evidence(string queueName) => new(
        queueName, 300, [new(null, "GREATER_THAN", 300, 312.4)], new Dictionary<string, double> { ["waitingCount"] = 7 });
}
