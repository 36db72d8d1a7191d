using Redline.Delivery.Journal;
using Redline.TestKit.Contracts;

namespace Redline.Delivery.Tests.Journal;

public sealed class SqliteRecordContractTests : RecordContract, IDisposable
{
    private readonly JournalDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    protected override async ValueTask<IJournal> OpenAsync() => await _directory.OpenAsync();
}
