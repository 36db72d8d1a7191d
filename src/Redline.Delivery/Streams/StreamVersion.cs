using System.Security.Cryptography;
using System.Text;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Streams;

namespace Redline.Delivery.Streams;

/// <summary>One version of a stream, as the records keep it: one collection per stream, by version.</summary>
/// <param name="Version">1 for a new stream, one more with each change.</param>
/// <param name="DefinedAt">When it was defined.</param>
/// <param name="Definition">What the operator wrote.</param>
public sealed record StreamVersion(int Version, Instant DefinedAt, StreamDefinition Definition)
{
    private const string Collection = "stream-versions/";

    /// <summary>Where the versions of a stream are.</summary>
    public static string CollectionOf(string streamId) => Collection + (IsPlain(streamId) ? streamId : HashOf(streamId));

    /// <summary>A version that is kept; null: there is none of that number.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<StreamVersion?> FindAsync(
        IJournal journal, string organizationId, string streamId, int version, CancellationToken cancellationToken = default)
    {
        var record = await journal.FindRecordAsync(organizationId, CollectionOf(streamId), VersionRecord.KeyOf(version), cancellationToken);
        return record is null ? null : Decode(record.Body);
    }

    /// <summary>The versions that are kept, the newest first.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<IReadOnlyList<StreamVersion>> ListAsync(
        IJournal journal, string organizationId, string streamId, int skip, int limit, CancellationToken cancellationToken = default)
    {
        var collection = CollectionOf(streamId);
        var records = await journal.ListRecordsAsync(organizationId, collection, descending: true, skip, limit, cancellationToken);
        return [.. records.Select(r => Decode(r.Body))];
    }

    /// <summary>The record to be written.</summary>
    public RecordWrite ToWrite() =>
        VersionRecord.Write(CollectionOf(Definition.Id), Version, DefinedAt, json => StreamDefinitionWriter.Write(json, Definition));

    /// <summary>Reads a record's body.</summary>
    /// <exception cref="FormatException">The bytes are not those of a version.</exception>
    public static StreamVersion Decode(ReadOnlyMemory<byte> body) => VersionRecord.Read(body, "a stream", (version, definedAt, written) =>
        StreamDefinitionReader.Read(written, "", out var errors) is { } definition
            ? new StreamVersion(version, definedAt, definition)
            : throw new FormatException($"A version of a stream cannot be read: {errors[0]}"));

    // Names of collections are bounded in bytes and hold no NUL; ids from a file may be any text. The sign cannot
    // stand in a plain id.
    private static string HashOf(string streamId) =>
        "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(streamId)));

    private static bool IsPlain(string id) => id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
