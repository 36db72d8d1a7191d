using Redline.Engine;
using Redline.Engine.Streams;
using Redline.Server.Identity.Audit;

namespace Redline.Server.Streams;

/// <summary>
/// Changing streams. Every answer comes after the commit, which is waited for also when the caller is gone: what was
/// asked is decided and has to be in the audit log.
/// </summary>
internal static class StreamWrites
{
    public static async Task<IResult> CreateAsync([AsParameters] StreamParts parts)
    {
        var id = Guid.CreateVersion7(parts.Wall.GetUtcNow()).ToString();
        var (definition, refusal) = await StreamBody.ReadAsync(parts, id, mayNameId: false);
        if (definition is null) return refusal!;
        await parts.Loop.AskAsync(new DefineStream(definition, ExpectedVersion: 0));
        await parts.Http.AuditAsync("eventstream.created", Target(id));
        parts.Http.Response.Headers.Location = StreamAnswers.UriOf(id);
        return await AnswerAsync(parts, definition, version: 1, StatusCodes.Status201Created);
    }

    public static async Task<IResult> ReplaceAsync(string id, [AsParameters] StreamParts parts)
    {
        if (StreamReads.Find(parts, id) is not { } current) return StreamReads.NotFound(parts);
        var condition = StreamPrecondition.Read(parts.Http, current.Version, required: true);
        if (condition.Refusal is not null) return condition.Refusal;
        var (definition, refusal) = await StreamBody.ReadAsync(parts, id, mayNameId: true);
        if (definition is null) return refusal!;
        await parts.Loop.AskAsync(new DefineStream(definition, condition.Expected));

        // A definition that says the same is no new version.
        var same = StreamDefinitionWriter.ToJson(current.Definition) == StreamDefinitionWriter.ToJson(definition);
        if (!same) await parts.Http.AuditAsync("eventstream.replaced", Target(id));
        return await AnswerAsync(parts, definition, same ? current.Version : current.Version + 1, StatusCodes.Status200OK);
    }

    public static async Task<IResult> DeleteAsync(string id, [AsParameters] StreamParts parts)
    {
        if (StreamReads.Find(parts, id) is not { } current) return StreamReads.NotFound(parts);
        var condition = StreamPrecondition.Read(parts.Http, current.Version, required: false);
        if (condition.Refusal is not null) return condition.Refusal;
        await parts.Loop.AskAsync(new DeleteStream(id, condition.Expected));
        await parts.Http.AuditAsync("eventstream.deleted", Target(id));
        return Results.NoContent();
    }

    private static string Target(string id) => "eventstream:" + id;

    // What was asked, at the version it got: meanwhile somebody else may have changed it again.
    private static async Task<IResult> AnswerAsync(StreamParts parts, StreamDefinition definition, int version, int status)
    {
        var stream = new StreamState(definition, version);
        var definedAt = await StreamAnswers.DefinedAtAsync(parts, stream);
        return StreamResults.One(parts.Http, await StreamAnswers.CurrentAsync(parts, stream, definedAt), status);
    }
}
