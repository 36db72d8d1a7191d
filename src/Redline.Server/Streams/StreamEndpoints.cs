using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Streams;

/// <summary>
/// <c>/api/v2/eventstreams</c>: definitions of streams, with versions and optimistic concurrency (design section 6).
/// Needs the engine loop, the committed view, the journal, <see cref="StreamReceivers"/>
/// and wall time by injection.
/// </summary>
internal static class StreamEndpoints
{
    private const string Tag = "Event streams";
    private const string One = StreamAnswers.Path + "/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapPost(StreamAnswers.Path, StreamWrites.CreateAsync), Permissions.StreamEdit)
            .Describes(Tag, "createStream", "Defines a stream.", Api.Takes(StreamSchemas.Definition, StreamSchemas.Example),
                Api.Answers(201, "The stream.", StreamSchemas.Stream, "ETag", "Location"), Api.Refuses(409, "stream.limit"));
        Guard(routes.MapGet(StreamAnswers.Path, StreamReads.ListAsync), Permissions.StreamView)
            .Describes(Tag, "listStreams", "Lists the streams, oldest first, without lints and receivers.", Api.Paged, Api.Query("name", "Part of the name, in any case."),
                Api.Query("status", "Only these.", """{"type":"string","enum":["ACTIVE","SHADOW","DISABLED"]}"""), Api.Answers(200, "A page.", StreamSchemas.Page));
        Guard(routes.MapPost(StreamAnswers.Path + "/validate", StreamReads.ValidateAsync), Permissions.StreamView)
            .Describes(Tag, "validateStream", "Says what is wrong with a definition, or what it would do, and stores nothing.",
                Api.Takes(StreamSchemas.Definition, StreamSchemas.Example), Api.Answers(200, "What was found.", StreamSchemas.Validation));
        Guard(routes.MapGet(One, StreamReads.GetAsync), Permissions.StreamView)
            .Describes(Tag, "getStream", "Shows a stream, or an old version of one.", Api.Query("version", "That version, also of a deleted stream.", """{"type":"integer","minimum":1}"""),
                Api.Answers(200, "The stream.", StreamSchemas.Stream, "ETag"), Api.Refuses(404, "not.found"));
        Guard(routes.MapGet(One + "/versions", StreamReads.ListVersionsAsync), Permissions.StreamView)
            .Describes(Tag, "listStreamVersions", "Lists the versions of a stream, newest first.", Api.Paged, Api.Answers(200, "A page.", StreamSchemas.Page), Api.Refuses(404, "not.found"));
        Guard(routes.MapPut(One, StreamWrites.ReplaceAsync), Permissions.StreamEdit)
            .Describes(Tag, "replaceStream", "Replaces the definition of a stream.", Api.Header("If-Match", "The ETag of the stream as it was read, or `*`.", required: true),
                Api.Takes(StreamSchemas.Definition, StreamSchemas.Example), Api.Answers(200, "The stream.", StreamSchemas.Stream, "ETag"),
                Api.Refuses(404, "not.found"), Api.Refuses(412, "stream.version.conflict"), Api.Refuses(428, "precondition.required"));
        Guard(routes.MapDelete(One, StreamWrites.DeleteAsync), Permissions.StreamEdit)
            .Describes(Tag, "deleteStream", "Deletes a stream and resolves its alerts.", Api.Header("If-Match", "The ETag of the stream as it was read, or `*`."),
                Api.Answers(204, "It is gone."), Api.Refuses(400, "bad.request"), Api.Refuses(404, "not.found"), Api.Refuses(412, "stream.version.conflict"));
    }

    private static RouteHandlerBuilder Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).RefusesWithoutStorage().AnswersForEngine();
}
