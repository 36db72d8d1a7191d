using Redline.Engine;
using Redline.Engine.Streams;
using Redline.Server.Http;

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
        await DefinitionFrame.Stream.AuditAsync(parts, "created", id);
        parts.Http.Response.Headers.Location = StreamAnswers.UriOf(id);
        return await AnswerAsync(parts, definition, version: 1, StatusCodes.Status201Created);
    }

    public static async Task<IResult> ReplaceAsync(string id, [AsParameters] StreamParts parts)
    {
        var current = StreamReads.Find(parts, id);
        var condition = DefinitionFrame.Stream.Precondition(parts, current?.Version);
        if (condition.Refusal is not null) return condition.Refusal;
        var (definition, refusal) = await StreamBody.ReadAsync(parts, id, mayNameId: true);
        if (definition is null) return refusal!;
        await parts.Loop.AskAsync(new DefineStream(definition, condition.Expected));

        // A definition that says the same is no new version.
        var same = StreamDefinitionWriter.ToJson(current!.Definition) == StreamDefinitionWriter.ToJson(definition);
        if (!same) await DefinitionFrame.Stream.AuditAsync(parts, "replaced", id);
        return await AnswerAsync(parts, definition, same ? current.Version : current.Version + 1, StatusCodes.Status200OK);
    }

    public static Task<IResult> DeleteAsync(string id, [AsParameters] StreamParts parts) => DefinitionFrame.Stream.DeleteAsync(
        parts, id, StreamReads.Find(parts, id)?.Version, version => new DeleteStream(id, version));

    // What was asked, at the version it got: meanwhile somebody else may have changed it again.
    private static async Task<IResult> AnswerAsync(StreamParts parts, StreamDefinition definition, int version, int status)
    {
        var stream = new StreamState(definition, version);
        var definedAt = await StreamAnswers.DefinedAtAsync(parts, stream);
        return StreamResults.One(parts.Http, await StreamAnswers.CurrentAsync(parts, stream, definedAt), status);
    }
}
