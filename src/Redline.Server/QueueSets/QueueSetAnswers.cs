using System.Text.Json.Nodes;
using Redline.Delivery.References;
using Redline.Engine.QueueSets;
using Redline.Engine.Streams;
using Redline.Server.Http;

namespace Redline.Server.QueueSets;

/// <summary>A queue of a set.</summary>
internal sealed record QueueOfSet(string Id, string Name, string? DivisionId);

/// <summary>Makes what the API says about a queue set.</summary>
internal static class QueueSetAnswers
{
    public const string Path = "/api/v2/queuesets";

    /// <summary>A set as it stands, with how many known queues are in it and which streams name it.</summary>
    public static JsonObject Current(QueueSetParts parts, QueueSetState set)
    {
        var json = DefinitionJson.Of(QueueSetWriter.ToJson(set.Definition), set.Version, set.DefinedAt.ToString(), UriOf(set.Definition.Id));
        json["matching"] = parts.In(set.Definition).Count;
        json["streams"] = new JsonArray([.. parts.View.Streams.Values
            .Where(s => StreamUses.NamesQueueSet(s.Definition, set.Definition.Id)).Select(s => JsonValue.Create(s.Definition.Id))]);
        return json;
    }

    /// <summary>A version that was kept.</summary>
    public static JsonObject Kept(string id, ReferenceVersion kept) => DefinitionJson.Of(
        kept.Definition.GetRawText(), kept.Version, kept.DefinedAt.ToString(), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UriOf(id)}?version={kept.Version}"));

    /// <summary>Where a set is.</summary>
    public static string UriOf(string id) => $"{Path}/{Uri.EscapeDataString(id)}";
}
