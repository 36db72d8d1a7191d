using System.Text.Json;
using Redline.Delivery.Journal;

namespace Redline.Server.Idempotency;

/// <summary>Answers as records of the journal, so that they outlive a restart; bounded in number and time. Any thread.</summary>
internal sealed class KeptAnswers(IJournal journal, IdempotencyOptions options, TimeProvider wall)
{
    private const string Collection = "idempotency";
    private const int MaxRemovedAtOnce = 500;

    /// <summary>The answer that is kept; null: none, or no longer.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    public async ValueTask<KeptAnswer?> FindAsync(string organizationId, string key, CancellationToken cancellationToken)
    {
        var record = await journal.FindRecordAsync(organizationId, Collection, key, cancellationToken);
        return record is null || IsOver(record) ? null : JsonSerializer.Deserialize(record.Body.Span, KeptAnswerJson.Default.KeptAnswer);
    }

    /// <summary>Keeps an answer; completes when it is committed. The oldest go at the bound.</summary>
    /// <exception cref="JournalWriteException">It is not kept.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    public async Task KeepAsync(string organizationId, string key, KeptAnswer answer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, KeptAnswerJson.Default.KeptAnswer);
        var writes = new List<RecordWrite> { new(Collection, key, answer.KeptAt, body) };

        // Two more than came in: what has expired goes by and by, and nobody has to look for it.
        var count = await journal.CountRecordsAsync(organizationId, Collection);
        var surplus = (int)Math.Clamp(count + 1 - options.MaxAnswers, 0, MaxRemovedAtOnce);
        var oldest = await journal.ListRecordsAsync(organizationId, Collection, descending: false, 0, surplus + 2);
        writes.AddRange(oldest.Where((r, i) => r.Key != key && (i < surplus || IsOver(r))).Select(r => new RecordWrite(Collection, r.Key, 0, default)));
        await journal.AppendAsync(new JournalBatch(organizationId, [], [], Records: writes));
    }

    private bool IsOver(StoredRecord record) => record.Sort + options.Life.TotalMilliseconds <= wall.GetUtcNow().ToUnixTimeMilliseconds();
}
