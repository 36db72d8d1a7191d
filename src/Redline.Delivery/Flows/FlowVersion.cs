using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Flows;

namespace Redline.Delivery.Flows;

/// <summary>One version of a flow, as the records keep it: one collection per flow, by version.</summary>
/// <param name="Version">1 for a new flow, one more with each change.</param>
/// <param name="DefinedAt">When it was defined.</param>
/// <param name="Definition">What the operator wrote.</param>
public sealed record FlowVersion(int Version, Instant DefinedAt, FlowDefinition Definition)
{
    /// <summary>Where the versions of a flow are.</summary>
    public static string CollectionOf(string name) => "flow-versions/" + name;

    /// <summary>A version that is kept; null: there is none of that number.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<FlowVersion?> FindAsync(
        IJournal journal, string organizationId, string name, int version, CancellationToken cancellationToken = default)
    {
        var record = await journal.FindRecordAsync(organizationId, CollectionOf(name), VersionRecord.KeyOf(version), cancellationToken);
        return record is null ? null : Decode(record.Body);
    }

    /// <summary>The versions that are kept, the newest first.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<IReadOnlyList<FlowVersion>> ListAsync(
        IJournal journal, string organizationId, string name, int skip, int limit, CancellationToken cancellationToken = default)
    {
        var records = await journal.ListRecordsAsync(organizationId, CollectionOf(name), descending: true, skip, limit, cancellationToken);
        return [.. records.Select(r => Decode(r.Body))];
    }

    /// <summary>The record to be written.</summary>
    public RecordWrite ToWrite() =>
        VersionRecord.Write(CollectionOf(Definition.Name), Version, DefinedAt, json => FlowDefinitionWriter.Write(json, Definition));

    private static FlowVersion Decode(ReadOnlyMemory<byte> body) => VersionRecord.Read(body, "a flow", (version, definedAt, written) =>
        FlowDefinitionReader.Read(written, "", out var errors) is { } definition
            ? new FlowVersion(version, definedAt, definition)
            : throw new FormatException($"A version of a flow cannot be read: {errors[0]}"));
}
