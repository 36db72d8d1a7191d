using System.Globalization;
using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

// Appends numbered batches for two organizations until it is killed, four under way at a time for each, and prints
// "organization lastOffset" after each commit: what is printed must be found again.
// Arguments: the database file.
await using var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = args[0] });
Console.WriteLine("open");
await Task.WhenAll(WriteAsync("alpha"), WriteAsync("bravo"));

async Task WriteAsync(string organizationId)
{
    const int batchesUnderWay = 4;
    var under = new Queue<Task<JournalCommit>>();
    for (var last = await journal.ReadLastOffsetAsync(organizationId); ;)
    {
        var batch = CrashBatch.After(organizationId, last);
        last += batch.Entries.Count;
        under.Enqueue(await journal.SubmitAsync(batch));
        if (under.Count < batchesUnderWay) continue;
        var commit = await under.Dequeue();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{organizationId} {commit.LastOffset}"));
    }
}
