using System.Globalization;
using System.Text.Json;
using Redline.Engine;

namespace Redline.Delivery.Journal;

/// <summary>
/// The record that keeps one version of a definition: <c>{"version":1,"definedAt":0,"definition":...}</c>, UTF-8, the instant
/// in milliseconds since the epoch, UTC. One collection for each definition, by version.
/// </summary>
internal static class VersionRecord
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>The key of a version in its collection.</summary>
    public static string KeyOf(int version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The record to be written.</summary>
    /// <param name="collection">That of the definition.</param>
    /// <param name="version">Which version.</param>
    /// <param name="definedAt">When it was defined.</param>
    /// <param name="writeDefinition">Writes the definition as one value.</param>
    public static RecordWrite Write(string collection, int version, Instant definedAt, Action<Utf8JsonWriter> writeDefinition)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", version);
            json.WriteNumber("definedAt", definedAt.Milliseconds);
            json.WritePropertyName("definition");
            writeDefinition(json);
            json.WriteEndObject();
        }

        return new(collection, KeyOf(version), version, stream.ToArray());
    }

    /// <summary>Reads a record.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="what">What it is a version of, with its article, for the message.</param>
    /// <param name="make">Makes it of version, instant and definition; the definition is not kept beyond the call.</param>
    /// <exception cref="FormatException">The bytes are not those of a version.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body, string what, Func<int, Instant, JsonElement, T> make)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Options);
            var root = json.RootElement;
            return make(root.GetProperty("version").GetInt32(), new(root.GetProperty("definedAt").GetInt64()), root.GetProperty("definition"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"A version of {what} cannot be read: {e.Message}", e);
        }
    }
}
