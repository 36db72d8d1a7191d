using Microsoft.Data.Sqlite;
using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

/// <summary>A directory for one test's database, and the ways tests look into it behind the journal's back.</summary>
internal sealed class JournalDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("redline-journal-");

    public string Database => File("journal.db");

    public string File(string name) => Path.Combine(_directory.FullName, name);

    public ValueTask<SqliteJournal> OpenAsync() => OpenAsync(Database);

    public static ValueTask<SqliteJournal> OpenAsync(string path) => SqliteJournal.OpenAsync(
        new SqliteJournalOptions { Path = path }, TestContext.Current.CancellationToken);

    /// <summary>Two organizations, four entries each, one snapshot each; closed again.</summary>
    public async Task FillAsync()
    {
        await using var journal = await OpenAsync();
        foreach (var organization in (string[])["alpha", "bravo"])
        {
            var cancellation = TestContext.Current.CancellationToken;
            await journal.AppendAsync(SomeBatch.Of(organization, "one", "two", "three"), cancellation);
            await journal.AppendAsync(SomeBatch.Snapshot(organization, 1, $"state of {organization}"), cancellation);
        }
    }

    /// <summary>A plain connection, as any program could open one.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Executes SQL on a connection of its own.</summary>
    public int Execute(string sql)
    {
        using var connection = Connect();
        return Execute(connection, sql);
    }

    public static int Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
