using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;

namespace Redline.Delivery.References;

/// <summary>One version of a queue set or parameter, as the records keep it: one collection for each, by version.</summary>
/// <param name="Version">1 for a new one, one more with each change.</param>
/// <param name="DefinedAt">When it was defined.</param>
/// <param name="Definition">What the operator wrote, in its canonical spelling.</param>
public sealed record ReferenceVersion(int Version, Instant DefinedAt, JsonElement Definition)
{
    /// <summary>Where the versions of a queue set are; its id is a plain one.</summary>
    public static string OfQueueSet(string id) => "queueset-versions/" + id;

    /// <summary>Where the versions of a parameter are; its name is a plain one.</summary>
    public static string OfParameter(string name) => "parameter-versions/" + name;

    /// <summary>A version that is kept; null: there is none of that number.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<ReferenceVersion?> FindAsync(
        IJournal journal, string organizationId, string collection, int version, CancellationToken cancellationToken = default) =>
        await journal.FindRecordAsync(organizationId, collection, VersionRecord.KeyOf(version), cancellationToken) is { } record ? Decode(record.Body) : null;

    /// <summary>The versions that are kept, the newest first.</summary>
    /// <exception cref="FormatException">What is kept cannot be read by this version of the server.</exception>
    public static async ValueTask<IReadOnlyList<ReferenceVersion>> ListAsync(
        IJournal journal, string organizationId, string collection, int skip, int limit, CancellationToken cancellationToken = default) =>
        [.. (await journal.ListRecordsAsync(organizationId, collection, descending: true, skip, limit, cancellationToken)).Select(r => Decode(r.Body))];

    /// <summary>What has to be written for a fact; null: it defines neither.</summary>
    internal static RecordWrite? Of(EngineEvent e) => e switch
    {
        QueueSetDefined set => Write(OfQueueSet(set.Definition.Id), set.Version, set.At, QueueSetWriter.ToJson(set.Definition)),
        ParameterDefined parameter => Write(OfParameter(parameter.Definition.Name), parameter.Version, parameter.At, ParameterWriter.ToJson(parameter.Definition)),
        _ => null,
    };

    private static RecordWrite Write(string collection, int version, Instant at, string definition) =>
        VersionRecord.Write(collection, version, at, json => json.WriteRawValue(definition));

    private static ReferenceVersion Decode(ReadOnlyMemory<byte> body) => VersionRecord.Read(
        body, "a queue set or parameter", (version, definedAt, written) => new ReferenceVersion(version, definedAt, written.Clone()));
}
