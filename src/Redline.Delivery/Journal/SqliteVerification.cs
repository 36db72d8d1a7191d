using Microsoft.Data.Sqlite;

namespace Redline.Delivery.Journal;

/// <summary>
/// The check of a whole database before anything is decided from it: every chain from its first entry to its recorded
/// head, then SQLite's own check of the file. The chains come first because they can name an offset.
/// </summary>
internal static class SqliteVerification
{
    private const string EntriesSql =
        $"SELECT {ChainCursor.Columns} FROM journal_entry ORDER BY organization_id, entry_offset";

    private const string HeadsSql = "SELECT organization_id, last_offset, last_hash FROM journal_head";

    private const int RowsPerCancellationCheck = 4096;

    /// <returns>How many entries there are.</returns>
    /// <exception cref="JournalCorruptException">Something is not what was written.</exception>
    /// <exception cref="SqliteException">The database could not be read for another reason.</exception>
    public static long Run(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var heads = ReadHeads(connection);
        var entries = VerifyChains(connection, heads, cancellationToken);
        if (heads.Keys.FirstOrDefault() is { } organizationId)
        {
            throw new JournalCorruptException(organizationId, 1, "the entry is missing, and every other one");
        }

        var found = SqliteConnections.Scalar(connection, "PRAGMA quick_check(1)");
        return found == "ok" ? entries : throw new JournalCorruptException($"SQLite's check found: {found}");
    }

    private static Dictionary<string, Head> ReadHeads(SqliteConnection connection)
    {
        var heads = new Dictionary<string, Head>(StringComparer.Ordinal);
        using var statement = new SqliteStatement(connection, HeadsSql);
        while (statement.Step())
        {
            var head = new Head(statement.Integer(1), statement.Bytes(2).ToArray());
            heads[JournalText.Decode(statement.Bytes(0))] = head;
        }

        return heads;
    }

    private static long VerifyChains(
        SqliteConnection connection, Dictionary<string, Head> heads, CancellationToken cancellationToken)
    {
        using var cursor = new ChainCursor();
        using var statement = new SqliteStatement(connection, EntriesSql);
        long entries = 0;
        while (Next(statement, cursor))
        {
            if (entries++ % RowsPerCancellationCheck == 0) cancellationToken.ThrowIfCancellationRequested();
            var organization = statement.Bytes(ChainCursor.OrganizationColumn);
            if (entries == 1 || !organization.SequenceEqual(cursor.Organization))
            {
                if (entries > 1) VerifyHead(cursor, heads);
                cursor.Begin(organization);
            }

            cursor.Accept(statement);
        }

        if (entries > 0) VerifyHead(cursor, heads);
        return entries;
    }

    private static bool Next(SqliteStatement statement, ChainCursor cursor)
    {
        try
        {
            return statement.Step();
        }
        catch (SqliteException failure) when (SqliteFailure.IsDamage(failure) && cursor.Offset > 0)
        {
            throw new JournalCorruptException(
                cursor.OrganizationId, cursor.Offset + 1, $"it cannot be read: {SqliteFailure.Describe(failure)}");
        }
    }

    // A chain cut off at its end is sound in itself; only the recorded head betrays it.
    private static void VerifyHead(ChainCursor cursor, Dictionary<string, Head> heads)
    {
        if (!heads.Remove(cursor.OrganizationId, out var head))
        {
            throw new JournalCorruptException(
                cursor.OrganizationId, cursor.Offset, "there is no record of the last offset");
        }

        if (head.Offset > cursor.Offset)
        {
            throw new JournalCorruptException(
                cursor.OrganizationId,
                cursor.Offset + 1,
                $"the entry is missing, the last one written is {head.Offset}");
        }

        if (head.Offset < cursor.Offset || !head.Hash.AsSpan().SequenceEqual(cursor.Hash))
        {
            throw new JournalCorruptException(
                cursor.OrganizationId, cursor.Offset, "it differs from the record of the last offset");
        }
    }

    private readonly record struct Head(long Offset, byte[] Hash);
}
