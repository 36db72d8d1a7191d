using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>Where the versions of a stream are.</summary>
    public static string CollectionOf(string streamId) => Collection + (IsPlain(streamId) ? streamId : HashOf(streamId));

    /// <summary>The key of a version.</summary>
    public static string KeyOf(int version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>A version that is kept; null: there is none of that number.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<StreamVersion?> FindAsync(
        IJournal journal, string organizationId, string streamId, int version, CancellationToken cancellationToken = default)
    {
        var record = await journal.FindRecordAsync(organizationId, CollectionOf(streamId), KeyOf(version), cancellationToken);
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

    /// <summary>The body of the record, UTF-8 JSON.</summary>
    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("definedAt", DefinedAt.Milliseconds);
            json.WritePropertyName("definition");
            StreamDefinitionWriter.Write(json, Definition);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a record's body.</summary>
    /// <exception cref="FormatException">The bytes are not those of a version.</exception>
    public static StreamVersion Decode(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Options);
            var root = json.RootElement;
            var definition = StreamDefinitionReader.Read(root.GetProperty("definition"), "", out var errors)
                ?? throw new FormatException($"A version of a stream cannot be read: {errors[0]}");
            return new(root.GetProperty("version").GetInt32(), new Instant(root.GetProperty("definedAt").GetInt64()), definition);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"A version of a stream cannot be read: {e.Message}", e);
        }
    }

    // Names of collections are bounded in bytes and hold no NUL; ids from a file may be any text. The sign cannot
    // stand in a plain id.
    private static string HashOf(string streamId) =>
        "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(streamId)));

    private static bool IsPlain(string id) => id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
