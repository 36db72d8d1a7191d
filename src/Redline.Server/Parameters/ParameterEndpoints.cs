using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Parameters;

/// <summary>
/// <c>/api/v2/parameters</c>: numbers that differ from queue to queue, with versions and optimistic concurrency; their
/// tables also as CSV. Needs the engine loop, the committed view, the journal and the organization by injection.
/// </summary>
internal static class ParameterEndpoints
{
    private const string Tag = "Parameters";
    private const string One = ParameterAnswers.Path + "/{id}";
    private const string Table = One + "/values";

    private static readonly ApiPart Name = Api.InPath("id", "Its name.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapGet(ParameterAnswers.Path, ParameterReads.List), Permissions.ParameterView)
            .Describes(Tag, "listParameters", "Lists the parameters by name, without their tables.", Api.Paged, Api.Answers(200, "A page.", ParameterSchemas.Page));
        Guard(routes.MapGet(One, ParameterReads.GetAsync), Permissions.ParameterView)
            .Describes(Tag, "getParameter", "Shows a parameter, or an old version of one.", Name, Api.Query("version", "That version, also of a deleted parameter.", """{"type":"integer","minimum":1}"""),
                Api.Answers(200, "The parameter.", ParameterSchemas.Parameter, "ETag"), Api.Refuses(404, "not.found"));
        Guard(routes.MapPut(One, ParameterWrites.PutAsync), Permissions.ParameterEdit)
            .Describes(Tag, "putParameter", "Makes a parameter, or replaces it and decides the alerts of the streams that name it anew.", Name,
                Api.Header("If-Match", "The ETag of the parameter as it was read, or `*`; none to make one."), Api.Takes(ParameterSchemas.Definition, ParameterSchemas.Example),
                Api.Answers(200, "The parameter as it is now.", ParameterSchemas.Parameter, "ETag"), Api.Answers(201, "It was made.", ParameterSchemas.Parameter, "ETag", "Location"),
                Api.Refuses(404, "not.found"), Api.Refuses(409, "parameter.limit"), Api.Refuses(412, "parameter.version.conflict"), Api.Refuses(428, "precondition.required"));
        Guard(routes.MapGet(Table, ParameterReads.GetTable), Permissions.ParameterView)
            .Describes(Tag, "getParameterValues", "Shows the table of a parameter as CSV.", Name, Api.Query("all", "Also the queues without a value of their own.", """{"type":"string","enum":["true","false"],"default":"false"}"""),
                Api.AnswersText(200, "The table.", ParameterTable.MediaType), Api.Refuses(404, "not.found"));
        Guard(routes.MapPut(Table, ParameterWrites.PutTableAsync), Permissions.ParameterEdit)
            .Describes(Tag, "putParameterValues", "Replaces the table of a parameter by a CSV, whole or not at all; every bad row is named by its line.", Name,
                Api.Header("If-Match", "The ETag of the parameter as it was read, or `*`.", required: true), Api.TakesText(ParameterSchemas.Table, ParameterTable.MediaType, ParameterSchemas.TableExample),
                Api.Answers(200, "The parameter.", ParameterSchemas.Parameter, "ETag"), Api.Refuses(400, "bad.request", "body.unreadable"), Api.Refuses(404, "not.found"),
                Api.Refuses(412, "parameter.version.conflict"), Api.Refuses(413, "body.too.large"), Api.Refuses(415, "body.type"), Api.Refuses(428, "precondition.required"));
        Guard(routes.MapDelete(One, ParameterWrites.DeleteAsync), Permissions.ParameterEdit)
            .Describes(Tag, "deleteParameter", "Deletes a parameter that no stream names.", Name, Api.Header("If-Match", "The ETag of the parameter as it was read, or `*`."),
                Api.Answers(204, "It is gone."), Api.Refuses(400, "bad.request"), Api.Refuses(404, "not.found"), Api.Refuses(409, "parameter.in.use"), Api.Refuses(412, "parameter.version.conflict"));
    }

    private static RouteHandlerBuilder Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).RefusesWithoutStorage().AnswersForEngine();
}
