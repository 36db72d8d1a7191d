using System.Globalization;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Server.Identity.Audit;
using Redline.Server.Organizations;

namespace Redline.Server.Http;

/// <summary>What the endpoints of every kind of definition work with.</summary>
internal interface IDefinitionParts
{
    /// <summary>The request.</summary>
    HttpContext Http { get; }

    /// <summary>Decides.</summary>
    EngineLoop Loop { get; }

    /// <summary>What is kept: the versions.</summary>
    IJournal Journal { get; }

    /// <summary>Whose definitions.</summary>
    OrganizationId Organization { get; }
}

/// <summary>What the endpoints of every kind of definition do alike: old versions, preconditions, deletion, and that there is none.</summary>
/// <param name="Kind">What it is, as codes begin: <c>queueSet</c>.</param>
/// <param name="Audited">The same in the audit log: <c>queueset</c>.</param>
internal sealed record DefinitionFrame(string Kind, string Audited)
{
    /// <summary>Event streams.</summary>
    public static readonly DefinitionFrame Stream = new(EngineConflictException.Stream, "eventstream");

    /// <summary>Queue sets.</summary>
    public static readonly DefinitionFrame QueueSet = new(EngineConflictException.QueueSet, "queueset");

    /// <summary>Parameters.</summary>
    public static readonly DefinitionFrame Parameter = new(EngineConflictException.Parameter, "parameter");

    /// <summary>Escalation flows.</summary>
    public static readonly DefinitionFrame Flow = new(EngineConflictException.Flow, "flow");

    private string Words => EngineRefusals.WordsOf(Kind);

    /// <summary>404: there is none.</summary>
    public IResult NotFound(IDefinitionParts parts) => ApiResults.NotFound(parts.Http, Words);

    /// <summary>What <c>If-Match</c> asks of one that is there.</summary>
    /// <param name="parts">The request.</param>
    /// <param name="currentVersion">The version there is; null: none is there, which is refused.</param>
    /// <param name="required">Whether the header must be there.</param>
    public VersionPrecondition Precondition(IDefinitionParts parts, int? currentVersion, bool required = true) => currentVersion is { } version
        ? VersionPrecondition.Read(parts.Http, Kind, Words, version, required)
        : new(null, NotFound(parts));

    /// <summary>Deletes one; answers after the commit.</summary>
    /// <param name="parts">The request.</param>
    /// <param name="id">Its id or name.</param>
    /// <param name="currentVersion">The version there is; null: none.</param>
    /// <param name="delete">Deletes it on top of a version; null: of whatever is there.</param>
    public async Task<IResult> DeleteAsync(IDefinitionParts parts, string id, int? currentVersion, Func<int?, EngineInput> delete)
    {
        var condition = Precondition(parts, currentVersion, required: false);
        if (condition.Refusal is not null) return condition.Refusal;
        await parts.Loop.AskAsync(delete(condition.Expected));
        await AuditAsync(parts, "deleted", id);
        return Results.NoContent();
    }

    /// <summary>Writes into the audit log what was done to one.</summary>
    public Task AuditAsync(IDefinitionParts parts, string done, string id) => parts.Http.AuditAsync($"{Audited}.{done}", $"{Audited}:{id}");

    /// <summary>Shows an old version.</summary>
    /// <param name="parts">The request.</param>
    /// <param name="asked">The version as it was asked for.</param>
    /// <param name="mayBe">Whether the id can be one at all.</param>
    /// <param name="find">Finds a version.</param>
    /// <param name="answer">Answers with it.</param>
    public async Task<IResult> VersionAsync<T>(IDefinitionParts parts, string asked, bool mayBe, Func<int, ValueTask<T?>> find, Func<T, IResult> answer)
        where T : class
    {
        if (!int.TryParse(asked, CultureInfo.InvariantCulture, out var version) || version < 1)
            return ApiResults.BadRequest(parts.Http, [new("parameter.range", "version", "version is a whole number from 1.")]);
        if (!mayBe) return NotFound(parts);
        return await find(version) is { } kept ? answer(kept) : ApiResults.NotFound(parts.Http, $"version of {(Kind == EngineConflictException.Stream ? "an" : "a")} {Words}");
    }

    /// <summary>Lists the versions that are kept, the newest first.</summary>
    /// <param name="parts">The request.</param>
    /// <param name="collection">Where they are; null: the id cannot be one.</param>
    /// <param name="isThere">Whether it is there though no version may be kept.</param>
    /// <param name="list">Reads those of a page.</param>
    /// <param name="answer">Shows one.</param>
    /// <param name="page">Answers with a page.</param>
    public async Task<IResult> VersionsAsync<T, TAnswer>(
        IDefinitionParts parts, string? collection, bool isThere, Func<PageRequest, ValueTask<IReadOnlyList<T>>> list, Func<T, TAnswer> answer,
        Func<ApiPage<TAnswer>, IResult> page)
    {
        var problems = new List<ApiErrorDetail>();
        var asked = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        if (collection is null) return NotFound(parts);
        var total = await parts.Journal.CountRecordsAsync(parts.Organization.Value, collection, parts.Http.RequestAborted);
        if (total == 0 && !isThere) return NotFound(parts);
        var kept = await list(asked);
        return page(asked.Of<TAnswer>(parts.Http.Request, [.. kept.Select(answer)], total));
    }
}
