using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.QueueSets;

/// <summary>
/// <c>/api/v2/queuesets</c>: queues that expressions name together, with versions and optimistic concurrency. Needs the
/// engine loop, the committed view, the journal and the organization by injection.
/// </summary>
internal static class QueueSetEndpoints
{
    private const string Tag = "Queue sets";
    private const string One = QueueSetAnswers.Path + "/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapPost(QueueSetAnswers.Path, QueueSetWrites.CreateAsync), Permissions.QueueSetEdit)
            .Describes(Tag, "createQueueSet", "Defines a queue set.", Api.Takes(QueueSetSchemas.Definition, QueueSetSchemas.Example),
                Api.Answers(201, "The queue set.", QueueSetSchemas.Set, "ETag", "Location"), Api.Refuses(409, "queueSet.exists", "queueSet.limit"));
        Guard(routes.MapGet(QueueSetAnswers.Path, QueueSetReads.List), Permissions.QueueSetView)
            .Describes(Tag, "listQueueSets", "Lists the queue sets by id.", Api.Paged, Api.Query("name", "Part of the name, in any case."), Api.Answers(200, "A page.", QueueSetSchemas.Page));
        Guard(routes.MapGet(One, QueueSetReads.GetAsync), Permissions.QueueSetView)
            .Describes(Tag, "getQueueSet", "Shows a queue set, or an old version of one.", Api.Query("version", "That version, also of a deleted queue set.", """{"type":"integer","minimum":1}"""),
                Api.Answers(200, "The queue set.", QueueSetSchemas.Set, "ETag"), Api.Refuses(404, "not.found"));
        Guard(routes.MapGet(One + "/versions", QueueSetReads.ListVersionsAsync), Permissions.QueueSetView)
            .Describes(Tag, "listQueueSetVersions", "Lists the versions of a queue set, newest first.", Api.Paged, Api.Answers(200, "A page.", QueueSetSchemas.Page), Api.Refuses(404, "not.found"));
        Guard(routes.MapGet(One + "/queues", QueueSetReads.ListQueues), Permissions.QueueSetView)
            .Describes(Tag, "listQueuesOfSet", "Lists the known queues that are in a queue set now, by name.", Api.Paged, Api.Answers(200, "A page.", QueueSetSchemas.Queues), Api.Refuses(404, "not.found"));
        Guard(routes.MapPut(One, QueueSetWrites.ReplaceAsync), Permissions.QueueSetEdit)
            .Describes(Tag, "replaceQueueSet", "Replaces a queue set and decides the alerts of the streams that name it anew.", Api.Header("If-Match", "The ETag of the queue set as it was read, or `*`.", required: true),
                Api.Takes(QueueSetSchemas.Replacement, QueueSetSchemas.ReplacementExample), Api.Answers(200, "The queue set.", QueueSetSchemas.Set, "ETag"),
                Api.Refuses(404, "not.found"), Api.Refuses(412, "queueSet.version.conflict"), Api.Refuses(428, "precondition.required"));
        Guard(routes.MapDelete(One, QueueSetWrites.DeleteAsync), Permissions.QueueSetEdit)
            .Describes(Tag, "deleteQueueSet", "Deletes a queue set that no stream names.", Api.Header("If-Match", "The ETag of the queue set as it was read, or `*`."),
                Api.Answers(204, "It is gone."), Api.Refuses(400, "bad.request"), Api.Refuses(404, "not.found"), Api.Refuses(409, "queueSet.in.use"), Api.Refuses(412, "queueSet.version.conflict"));
    }

    private static RouteHandlerBuilder Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).RefusesWithoutStorage().AnswersForEngine();
}
