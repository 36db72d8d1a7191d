using Redline.Delivery.Journal;

namespace Redline.Server.Records;

/// <summary>Changes the records of one organization, never ahead of what is committed. Any thread.</summary>
internal interface IRecordStore
{
    /// <summary>Whose records these are.</summary>
    string OrganizationId { get; }

    /// <summary>
    /// Decides on the present state and completes when what was decided is committed; the next decision sees it. A
    /// decision that changes nothing writes nothing. Callers wait for each other: a code is used once.
    /// </summary>
    /// <exception cref="JournalWriteException">Nothing was changed.</exception>
    Task<T> ChangeAsync<T>(Func<RecordChange, T> decide, CancellationToken cancellationToken);
}
