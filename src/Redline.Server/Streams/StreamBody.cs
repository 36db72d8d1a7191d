using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Streams;
using Redline.Server.Http;

namespace Redline.Server.Streams;

/// <summary>A definition in a request's body.</summary>
internal static class StreamBody
{
    /// <summary>The largest body: room for 5,000 queue ids and then some.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads a definition that is to be stored under an id of the server's.</summary>
    /// <param name="parts">What endpoints of streams work with.</param>
    /// <param name="id">The id it gets.</param>
    /// <param name="mayNameId">Whether the body may name that very id.</param>
    public static async ValueTask<(StreamDefinition? Definition, IResult? Refusal)> ReadAsync(
        StreamParts parts, string id, bool mayNameId)
    {
        var (json, refusal) = await JsonBody.ReadAsync(parts.Http, MaxBytes);
        if (json is null) return (null, refusal);
        using (json)
        {
            var definition = StreamDefinitionReader.Read(json.RootElement, id, out var errors, mayBeAnswer: true);
            var problems = errors.Select(Detail).ToList();
            if (NamesOtherId(json.RootElement, mayNameId ? id : null))
                problems.Insert(0, new("stream.id.assigned", "$.id", mayNameId
                    ? "`id` is not that of the path; leave it out."
                    : "The server gives a new stream its id; leave `id` out."));

            // Looked at here, where the text is, for their lines and columns; what changes meanwhile the engine refuses.
            if (definition is not null) problems.AddRange(StreamReferences.Missing(definition, parts.View.References, json.RootElement).Select(Detail));
            return problems.Count == 0 ? (definition, null) : (null, ApiResults.BadRequest(parts.Http, problems));
        }
    }

    /// <summary>A mistake in a definition as the API shows it.</summary>
    public static ApiErrorDetail Detail(DefinitionError error) => new(error.Code, error.Path, error.Message);

    private static bool NamesOtherId(JsonElement json, string? allowed) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("id", out var id)
        && id.ValueKind != JsonValueKind.Null
        && (allowed is null || id.ValueKind != JsonValueKind.String || id.GetString() != allowed);
}
