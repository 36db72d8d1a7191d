using System.Text;
using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.TestKit.Contracts;

/// <summary>What every store must do with the records beside its journal; see <see cref="JournalContract"/>.</summary>
public abstract class RecordContract
{
    private const string Alpha = "alpha";
    private const string Things = "things";

    /// <summary>The running test's token.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens this test's store. Only called when it is not open.</summary>
    protected abstract ValueTask<IJournal> OpenAsync();

    [Fact]
    public async Task Find_WhenWrittenReplacedAndRemoved_GivesTheLastWrite()
    {
        await using var journal = await OpenAsync();
        await WriteAsync(journal, Alpha, Of("a", 1, "one"), Of("b", 2, "two"));
        await WriteAsync(journal, Alpha, Of("a", 3, "three"), Of("b", 0, ""));
        Assert.Equal((3L, "three"), Text(await journal.FindRecordAsync(Alpha, Things, "a", Cancellation)));
        Assert.Null(await journal.FindRecordAsync(Alpha, Things, "b", Cancellation));
        Assert.Null(await journal.FindRecordAsync(Alpha, "others", "a", Cancellation));
        Assert.Null(await journal.FindRecordAsync("bravo", Things, "a", Cancellation));
    }

    [Fact]
    public async Task List_WhenOrderedSkippedAndLimited_GoesBySortThenKey()
    {
        await using var journal = await OpenAsync();
        await WriteAsync(journal, Alpha, Of("c", 5, "x"), Of("a", 7, "x"), Of("b", 5, "x"), Of("d", -1, "x"));
        await WriteAsync(journal, "bravo", Of("z", 0, "x"));
        Assert.Equal(["d", "b", "c", "a"], await KeysAsync(journal, descending: false, 0, 10));
        Assert.Equal(["a", "c", "b", "d"], await KeysAsync(journal, descending: true, 0, 10));
        Assert.Equal(["b", "c"], await KeysAsync(journal, descending: false, 1, 2));
        Assert.Empty(await KeysAsync(journal, descending: false, 4, 2));
        Assert.Equal(4, await journal.CountRecordsAsync(Alpha, Things, Cancellation));
    }

    [Fact]
    public async Task Append_WhenTheBatchIsRefused_WritesNoRecordEither()
    {
        await using var journal = await OpenAsync();
        var stale = SomeBatch.Of(Alpha, "entry") with { AfterOffset = 9, Records = [Of("a", 1, "one")] };
        await Assert.ThrowsAsync<JournalWriteException>(async () => await journal.AppendAsync(stale, Cancellation));
        Assert.Null(await journal.FindRecordAsync(Alpha, Things, "a", Cancellation));
    }

    [Fact]
    public async Task Open_WhenReopened_FindsTheRecords()
    {
        await using (var journal = await OpenAsync()) await WriteAsync(journal, Alpha, Of("a", 1, "one"));
        await using var again = await OpenAsync();
        Assert.Equal((1L, "one"), Text(await again.FindRecordAsync(Alpha, Things, "a", Cancellation)));
    }

    [Fact]
    public async Task Append_WhenAKeyIsNotAllowed_Throws()
    {
        await using var journal = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(journal, Alpha, Of("", 1, "one")));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(journal, Alpha, Of(new string('k', 201), 1, "one")));
    }

    private static RecordWrite Of(string key, long sort, string body) => new(Things, key, sort, Encoding.UTF8.GetBytes(body));

    private static (long Sort, string Body)? Text(StoredRecord? record) =>
        record is null ? null : (record.Sort, Encoding.UTF8.GetString(record.Body.Span));

    private static async Task WriteAsync(IJournal journal, string organization, params RecordWrite[] records) =>
        await journal.AppendAsync(new JournalBatch(organization, [], [], Records: records), Cancellation);

    private static async Task<string[]> KeysAsync(IJournal journal, bool descending, int skip, int limit) =>
        [.. (await journal.ListRecordsAsync(Alpha, Things, descending, skip, limit, Cancellation)).Select(r => r.Key)];
}
