using Redline.Server.Alerts;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Explanations;

/// <summary>
/// Why somebody is told or not (design sections 7 and 10). Needs what <see cref="ExplanationParts"/> names by injection.
/// </summary>
internal static class ExplanationEndpoints
{
    public const string Path = "/api/v2/explanations";
    public const string OfAlert = AlertEndpoints.Path + "/{id}/explanation";

    private const string Tag = "Explanations";

    // Written by hand where a shape is used twice: each is named once in the document.
    private static readonly ApiSchema Reason = ApiSchema.Of<ReasonAnswer>("Reason");
    private static readonly ApiSchema Verdict = ApiSchema.Of<VerdictAnswer>("Verdict");

    private static readonly ApiSchema Person = ApiSchema.Written("PersonExplanation", """
        {"type":"object","required":["personId","name","verdict","reasons"],"properties":{
         "personId":{"type":"string"},"name":{"type":["string","null"]},"verdict":{"$ref":"#/components/schemas/Verdict"},
         "reasons":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}}}}
        """, Reason, Verdict);

    private static readonly ApiSchema Alert = ApiSchema.Written("AlertExplanation", """
        {"type":"object","required":["alertId","at","verdict","reasons","people","pageSize","pageNumber","total","nextUri"],"properties":{
         "alertId":{"type":"string"},"at":{"type":"string"},"verdict":{"$ref":"#/components/schemas/Verdict"},
         "reasons":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}},
         "people":{"type":"array","items":{"$ref":"#/components/schemas/PersonExplanation"}},
         "pageSize":{"type":"integer"},"pageNumber":{"type":"integer"},"total":{"type":"integer"},"nextUri":{"type":["string","null"]}}}
        """, Reason, Verdict, Person);

    private static readonly ApiSchema People = ApiSchema.Written("ExplainedPerson", """
        {"type":["object","null"],"required":["personId","name","verdict","reasons"],"properties":{
         "personId":{"type":"string"},"name":{"type":["string","null"]},"verdict":{"$ref":"#/components/schemas/Verdict"},
         "reasons":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}}}}
        """, Reason, Verdict);

    private static readonly ApiSchema Stream = ApiSchema.Written("Explanation", """
        {"type":"object","required":["streamId","streamName","queueId","queueName","at","verdict","reasons","person"],"properties":{
         "streamId":{"type":"string"},"streamName":{"type":["string","null"]},"queueId":{"type":"string"},"queueName":{"type":["string","null"]},
         "at":{"type":"string"},"verdict":{"$ref":"#/components/schemas/Verdict"},
         "reasons":{"type":"array","items":{"$ref":"#/components/schemas/Reason"}},
         "person":{"$ref":"#/components/schemas/ExplainedPerson"}}}
        """, Reason, Verdict, People);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OfAlert, AlertExplaining.ExplainAsync).Requires(Permissions.SupervisionView).RefusesWithoutStorage()
            .Describes(Tag, "explainAlert", "Says what happened to an alert and, by person, why they were told or not.", Api.Paged,
                Api.Query("personId", "Only of this person."), Api.Answers(200, "What happened.", Alert), Api.Refuses(404, "not.found"));
        routes.MapGet(Path, StreamExplaining.ExplainAsync).Requires(Permissions.SupervisionView).RefusesWithoutStorage()
            .Describes(Tag, "explain", "Says why a stream does or does not tell of a queue, and why a person is or is not told.",
                Api.Query("queueId", "Required: which queue."), Api.Query("streamId", "Required: which stream."), Api.Query("personId", "Which person."),
                Api.Query("at", "At which past instant; left out: now.", """{"type":"string","format":"date-time"}"""),
                Api.Answers(200, "Why.", Stream), Api.Refuses(404, "not.found"));
    }
}
