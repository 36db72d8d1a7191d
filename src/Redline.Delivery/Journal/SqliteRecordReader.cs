namespace Redline.Delivery.Journal;

/// <summary>Reads records on connections of its own. Thread rule: any thread; the methods block for the disk.</summary>
internal sealed class SqliteRecordReader(SqliteConnections connections)
{
    private const string FindSql = "SELECT record_key, sort, body FROM record "
        + "WHERE organization_id = ?1 AND collection = ?2 AND record_key = ?3";

    private const string CountSql = "SELECT count(*) FROM record WHERE organization_id = ?1 AND collection = ?2";

    /// <inheritdoc cref="IJournal.FindRecordAsync"/>
    public StoredRecord? Find(string organizationId, string collection, string key)
    {
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(connection, FindSql);
        statement.BindText(1, JournalText.Encode(organizationId)).BindText(2, JournalText.Encode(collection));
        return statement.BindText(3, JournalText.Encode(key)).Step() ? Read(statement) : null;
    }

    /// <inheritdoc cref="IJournal.ListRecordsAsync"/>
    public List<StoredRecord> List(string organizationId, string collection, bool descending, int skip, int limit)
    {
        var order = descending ? "DESC" : "ASC";
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(
            connection,
            "SELECT record_key, sort, body FROM record WHERE organization_id = ?1 AND collection = ?2 "
            + $"ORDER BY sort {order}, record_key {order} LIMIT ?3 OFFSET ?4");
        statement.BindText(1, JournalText.Encode(organizationId)).BindText(2, JournalText.Encode(collection));
        statement.Bind(3, limit).Bind(4, skip);
        List<StoredRecord> records = [];
        while (statement.Step()) records.Add(Read(statement));
        return records;
    }

    /// <inheritdoc cref="IJournal.CountRecordsAsync"/>
    public long Count(string organizationId, string collection)
    {
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(connection, CountSql);
        statement.BindText(1, JournalText.Encode(organizationId)).BindText(2, JournalText.Encode(collection));
        return statement.Step() ? statement.Integer(0) : 0;
    }

    private static StoredRecord Read(SqliteStatement statement) =>
        new(JournalText.Decode(statement.Bytes(0)), statement.Integer(1), statement.Bytes(2).ToArray());
}
