using System.Globalization;
using Microsoft.Data.Sqlite;
using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

/// <summary>Nothing that happens to the stored rows goes unnoticed.</summary>
public sealed class SqliteJournalTamperTests : IDisposable
{
    private readonly JournalDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("journal_entry", "kind", "entry_offset")]
    [InlineData("journal_entry", "body", "entry_offset")]
    [InlineData("journal_entry", "hash", "entry_offset")]
    [InlineData("journal_entry", "organization_id", null)]
    [InlineData("journal_head", "organization_id", null)]
    [InlineData("journal_head", "last_hash", "last_offset")]
    public async Task Verify_WhenAnyByteIsFlipped_Refuses(string table, string column, string? offsetColumn)
    {
        await _directory.FillAsync();
        using var connection = _directory.Connect();
        foreach (var (key, offset, bytes) in Rows(connection, table, column, offsetColumn ?? "0"))
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                var flipped = (byte[])bytes.Clone();
                flipped[i] ^= 0x04;
                var type = column is "kind" or "organization_id" ? "TEXT" : "BLOB";
                var value = $"CAST(x'{Convert.ToHexString(flipped)}' AS {type})";
                AssertRefused(connection, $"UPDATE {table} SET {column} = {value} WHERE {key}", offsetColumn is null ? null : offset);
            }
        }
    }

    [Theory]
    [InlineData("journal_entry", "at")]
    [InlineData("journal_entry", "decided_at")]
    [InlineData("journal_entry", "entry_offset")]
    [InlineData("journal_head", "last_offset")]
    public async Task Verify_WhenAnyBitOfANumberIsFlipped_Refuses(string table, string column)
    {
        await _directory.FillAsync();
        using var connection = _directory.Connect();
        foreach (var (key, _, _) in Rows(connection, table, "organization_id", "0"))
        {
            for (var bit = 0; bit < 64; bit++)
            {
                // x ^ y, which SQLite does not have.
                var mask = (1L << bit).ToString(CultureInfo.InvariantCulture);
                if (bit == 63) mask = "(-9223372036854775807 - 1)";
                var flip = $"({column} | {mask}) & ~({column} & {mask})";
                // OR IGNORE: a flipped offset that meets another row's changes nothing, the key forbids it.
                AssertRefused(connection, $"UPDATE OR IGNORE {table} SET {column} = {flip} WHERE {key}", null);
            }
        }
    }

    [Theory]
    [InlineData("DELETE FROM journal_entry WHERE organization_id = 'bravo' AND entry_offset = 1", 1)]
    [InlineData("DELETE FROM journal_entry WHERE organization_id = 'bravo' AND entry_offset = 2", 2)]
    [InlineData("DELETE FROM journal_entry WHERE organization_id = 'bravo' AND entry_offset = 4", 4)]
    [InlineData("DELETE FROM journal_entry WHERE organization_id = 'bravo' AND entry_offset > 2", 3)]
    [InlineData("DELETE FROM journal_entry WHERE organization_id = 'bravo'", 1)]
    [InlineData("DELETE FROM journal_head WHERE organization_id = 'bravo'", 4)]
    [InlineData("UPDATE journal_head SET last_offset = 3 WHERE organization_id = 'bravo'", 4)]
    [InlineData("""
        UPDATE journal_entry SET entry_offset = 99 WHERE organization_id = 'bravo' AND entry_offset = 2;
        UPDATE journal_entry SET entry_offset = 2 WHERE organization_id = 'bravo' AND entry_offset = 3;
        UPDATE journal_entry SET entry_offset = 3 WHERE organization_id = 'bravo' AND entry_offset = 99;
        """, 2)]
    [InlineData("""
        DELETE FROM journal_entry WHERE organization_id = 'bravo' AND entry_offset = 3;
        INSERT INTO journal_entry SELECT 'bravo', 3, kind, at, decided_at, body, hash FROM journal_entry
            WHERE organization_id = 'alpha' AND entry_offset = 3;
        """, 3)]
    [InlineData("INSERT INTO journal_entry SELECT 'bravo', 5, kind, at, 1, body, hash FROM journal_entry LIMIT 1", 5)]
    [InlineData("INSERT INTO journal_entry SELECT 'bravo', 0, kind, at, 1, body, hash FROM journal_entry LIMIT 1", 1)]
    public async Task Open_WhenRowsWereDeletedSwappedOrAdded_NamesTheOffset(string sql, long offset)
    {
        await _directory.FillAsync();
        _directory.Execute(sql);
        var failure = await Assert.ThrowsAsync<JournalCorruptException>(async () => await _directory.OpenAsync());
        Assert.Equal(("bravo", offset), (failure.OrganizationId, failure.Offset));
        Assert.Contains($"'bravo' is corrupt at offset {offset}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("restore the newest backup", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhenARowIsAlteredWhileOpen_Refuses()
    {
        await using var journal = await _directory.OpenAsync();
        await journal.AppendAsync(SomeBatch.Of("alpha", "one", "two", "three"), Cancellation);
        _directory.Execute("UPDATE journal_entry SET body = x'00' WHERE entry_offset = 2");
        List<long> read = [];
        var failure = await Assert.ThrowsAsync<JournalCorruptException>(async () =>
        {
            await foreach (var entry in journal.ReadAsync("alpha", 0, Cancellation)) read.Add(entry.Offset);
        });
        Assert.Equal(2, failure.Offset);
        Assert.Empty(read);
    }

    [Fact]
    public async Task ReadSnapshot_WhenTheNewestIsAltered_FallsBackAndReportsIt()
    {
        await using var journal = await _directory.OpenAsync();
        await journal.AppendAsync(SomeBatch.Snapshot("alpha", 1, "older"), Cancellation);
        await journal.AppendAsync(SomeBatch.Snapshot("alpha", 1, "newer"), Cancellation);
        _directory.Execute("UPDATE journal_snapshot SET body = x'00' WHERE entry_offset = 2");
        var reading = await journal.ReadSnapshotAsync("alpha", cancellationToken: Cancellation);
        Assert.Equal(1, reading.Snapshot!.Offset);
        Assert.Equal([2], reading.RefusedOffsets);

        _directory.Execute("UPDATE journal_snapshot SET format = 7 WHERE entry_offset = 1");
        reading = await journal.ReadSnapshotAsync("alpha", cancellationToken: Cancellation);
        Assert.Null(reading.Snapshot);
        Assert.Equal([2, 1], reading.RefusedOffsets);
    }

    [Fact]
    public async Task Open_WhenAByteOfTheFileIsFlipped_RefusesOrReadsWhatWasWritten()
    {
        await _directory.FillAsync();
        var original = await File.ReadAllBytesAsync(_directory.Database, Cancellation);
        var written = await ContentAsync(_directory.Database);
        var random = new Random(20261122);
        var refused = 0;
        for (var i = 0; i < 150; i++)
        {
            var bytes = (byte[])original.Clone();
            var place = random.Next(bytes.Length);
            bytes[place] ^= (byte)(1 << random.Next(8));
            var path = _directory.File($"flipped{i}.db");
            await File.WriteAllBytesAsync(path, bytes, Cancellation);
            try
            {
                Assert.Equal(written, await ContentAsync(path));
            }
            catch (Exception failure) when (failure is JournalCorruptException or JournalUnavailableException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 149);
    }

    private static async Task<List<string>> ContentAsync(string path)
    {
        await using var journal = await JournalDirectory.OpenAsync(path);
        List<string> content = [];
        foreach (var organization in (string[])["alpha", "bravo"])
        {
            await foreach (var entry in journal.ReadAsync(organization, 0, Cancellation))
            {
                content.Add($"{entry.Offset} {entry.Kind} {entry.At} {Convert.ToHexString(entry.Body.Span)}");
            }
        }

        return content;
    }

    private static void AssertRefused(SqliteConnection connection, string change, long? offset)
    {
        JournalDirectory.Execute(connection, "BEGIN");
        if (JournalDirectory.Execute(connection, change) == 1)
        {
            var failure = Assert.Throws<JournalCorruptException>(
                () => SqliteVerification.Run(connection, Cancellation));
            Assert.NotNull(failure.OrganizationId);
            Assert.NotNull(failure.Offset);
            if (offset is not null) Assert.Equal(offset, failure.Offset);
        }

        JournalDirectory.Execute(connection, "ROLLBACK");
    }

    /// <summary>For each row: a condition that finds it, its offset, and the bytes of a column.</summary>
    private static List<(string Key, long Offset, byte[] Bytes)> Rows(
        SqliteConnection connection, string table, string column, string offsetColumn)
    {
        var keyOffset = table == "journal_entry" ? "entry_offset" : "last_offset";
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT organization_id, {keyOffset}, {offsetColumn}, CAST({column} AS BLOB) FROM {table}";
        using var reader = command.ExecuteReader();
        List<(string, long, byte[])> rows = [];
        while (reader.Read())
        {
            var key = $"organization_id = '{reader.GetString(0)}' AND {keyOffset} = {reader.GetInt64(1)}";
            rows.Add((key, reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        }

        return rows;
    }
}
