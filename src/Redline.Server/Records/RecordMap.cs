using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Redline.Delivery.Journal;

namespace Redline.Server.Records;

/// <summary>
/// One collection of records, whole in memory as it was last committed. Read from any thread; changed only by an
/// <see cref="IRecordStore"/>, after the commit.
/// </summary>
/// <param name="collection">Its name in the journal.</param>
/// <param name="json">How a record is spelled.</param>
/// <param name="sort">What lists are ordered by.</param>
/// <param name="taken">Told of each change (before, after; null: none) when it is taken over; one thread at a time.</param>
internal sealed class RecordMap<T>(
    string collection, JsonTypeInfo<T> json, Func<T, DateTimeOffset> sort, Action<T?, T?>? taken = null) where T : class
{
    private const int PageSize = 10_000;

    private readonly ConcurrentDictionary<string, T> _byKey = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _byKey.Count;

    /// <summary>All of them as of about now, in no particular order.</summary>
    public IEnumerable<KeyValuePair<string, T>> All => _byKey;

    /// <summary>The record of a key; null: there is none.</summary>
    public T? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Reads the collection into memory.</summary>
    /// <exception cref="InvalidDataException">A record cannot be read by this version.</exception>
    public async Task LoadAsync(IJournal journal, string organizationId, CancellationToken cancellationToken)
    {
        for (var skip = 0; ; skip += PageSize)
        {
            var page = await journal.ListRecordsAsync(organizationId, collection, descending: false, skip, PageSize, cancellationToken);
            foreach (var record in page) Apply(record.Key, Read(record));
            if (page.Count < PageSize) return;
        }
    }

    /// <summary>The write that keeps a value.</summary>
    public RecordWrite ToWrite(string key, T value) =>
        new(collection, key, sort(value).ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(value, json));

    /// <summary>The write that removes a key.</summary>
    public RecordWrite ToRemoval(string key) => new(collection, key, 0, ReadOnlyMemory<byte>.Empty);

    /// <summary>Takes over what was committed; null: removed.</summary>
    public void Apply(string key, T? value)
    {
        var before = Find(key);
        if (value is null) _byKey.TryRemove(key, out _);
        else _byKey[key] = value;
        taken?.Invoke(before, value);
    }

    // The key may be the hash of a secret and the body holds people: neither belongs in an error.
    private T Read(StoredRecord record)
    {
        try
        {
            if (JsonSerializer.Deserialize(record.Body.Span, json) is { } value) return value;
        }
        catch (JsonException)
        {
            // Said below: damaged or of another version comes to the same.
        }

        throw new InvalidDataException($"A record of {collection} cannot be read by this version.");
    }
}
