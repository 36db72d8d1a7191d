using Redline.Engine;
using Redline.Engine.QueueSets;
using Redline.Server.Http;

namespace Redline.Server.QueueSets;

/// <summary>
/// Changing queue sets. Every answer comes after the commit, which is waited for also when the caller is gone: what was
/// asked is decided and has to be in the audit log.
/// </summary>
internal static class QueueSetWrites
{
    /// <summary>The largest body: room for 5,000 queue ids and then some.</summary>
    public const int MaxBytes = 1 << 20;

    public static async Task<IResult> CreateAsync([AsParameters] QueueSetParts parts)
    {
        var (set, refusal) = await ReadAsync(parts.Http, null);
        if (set is null) return refusal!;
        try
        {
            await parts.Loop.AskAsync(new DefineQueueSet(set, ExpectedVersion: 0));
        }
        catch (EngineConflictException)
        {
            return ApiResults.Refuse(parts.Http, StatusCodes.Status409Conflict, "queueSet.exists", $"There is a queue set {set.Id} already; change it with PUT, or take another id.");
        }

        await DefinitionFrame.QueueSet.AuditAsync(parts, "created", set.Id);
        parts.Http.Response.Headers.Location = QueueSetAnswers.UriOf(set.Id);
        return Answer(parts, set, 1, StatusCodes.Status201Created);
    }

    public static async Task<IResult> ReplaceAsync(string id, [AsParameters] QueueSetParts parts)
    {
        var current = parts.Find(id);
        var condition = DefinitionFrame.QueueSet.Precondition(parts, current?.Version);
        if (condition.Refusal is not null) return condition.Refusal;
        var (set, refusal) = await ReadAsync(parts.Http, id);
        if (set is null) return refusal!;
        await parts.Loop.AskAsync(new DefineQueueSet(set, condition.Expected));

        // A definition that says the same is no new version.
        var same = QueueSetWriter.ToJson(current!.Definition) == QueueSetWriter.ToJson(set);
        if (!same) await DefinitionFrame.QueueSet.AuditAsync(parts, "replaced", id);
        return Answer(parts, set, same ? current.Version : current.Version + 1, StatusCodes.Status200OK);
    }

    public static Task<IResult> DeleteAsync(string id, [AsParameters] QueueSetParts parts) => DefinitionFrame.QueueSet.DeleteAsync(
        parts, id, parts.Find(id)?.Version, version => new DeleteQueueSet(id, version));

    private static async ValueTask<(QueueSetDefinition? Set, IResult? Refusal)> ReadAsync(HttpContext http, string? id)
    {
        var (json, refusal) = await JsonBody.ReadAsync(http, MaxBytes);
        if (json is null) return (null, refusal);
        using (json)
        {
            var set = QueueSetReader.Read(json.RootElement, out var errors, id: id, mayBeAnswer: true);
            var problems = errors.Select(e => new ApiErrorDetail(e.Code, e.Path, e.Message)).ToList();
            if (set is not null && id is not null && set.Id != id)
                problems.Add(new("queueSet.id.assigned", "$.id", "`id` is not that of the path; leave it out. Streams name a set by its id, so it stays."));
            return problems.Count == 0 ? (set, null) : (null, ApiResults.BadRequest(http, problems));
        }
    }

    // What was asked, at the version it got: meanwhile somebody else may have changed it again.
    private static IResult Answer(QueueSetParts parts, QueueSetDefinition set, int version, int status)
    {
        var definedAt = parts.Find(set.Id)?.DefinedAt ?? Instant.Beginning;
        return DefinitionJson.One(parts.Http, QueueSetAnswers.Current(parts, new QueueSetState(set, version, definedAt)), status);
    }
}
