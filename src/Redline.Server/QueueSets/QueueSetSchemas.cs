using Redline.Server.OpenApi;

namespace Redline.Server.QueueSets;

/// <summary>The bodies of queue sets, for the API's document.</summary>
internal static class QueueSetSchemas
{
    public const string Example = """
        {"id":"billing-north","name":"Billing, north","queueIds":["12345678-1234-1234-1234-123456789012"],"namePattern":"Billing*","divisionId":"87654321-4321-4321-4321-210987654321"}
        """;

    // A request may leave most of them out and may send null.
    private const string Properties = """
        "name":{"type":["string","null"],"minLength":1,"maxLength":200,"description":"Left out: the id."},
        "description":{"type":["string","null"],"minLength":1,"maxLength":2000},
        "queueIds":{"type":["array","null"],"maxItems":5000,"items":{"type":"string","minLength":1,"maxLength":256},"description":"These are in it in any case."},
        "namePattern":{"type":["string","null"],"minLength":1,"maxLength":256,"description":"`*` stands for any characters or none, `?` for one. Queues whose name fits are in it, where divisionId is given as well those of that division."},
        "divisionId":{"type":["string","null"],"minLength":1,"maxLength":256,"description":"Queues of that division are in it, where namePattern is given as well those whose name fits."}
        """;

    private const string Id = """ "id":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$","description":"Chosen by its author: expressions name it."} """;

    public static readonly ApiSchema Definition = ApiSchema.Written(
        "QueueSetDefinition",
        $$$$"""{"type":"object","required":["id"],"description":"With at least one of queueIds, namePattern and divisionId.","properties":{ {{{{Id}}}},{{{{Properties}}}} }}""");

    public static readonly ApiSchema Replacement = ApiSchema.Written(
        "QueueSetReplacement",
        $$$$"""{"type":"object","description":"With at least one of queueIds, namePattern and divisionId.","properties":{ {{{{Properties}}}} }}""");

    public static readonly ApiSchema Set = ApiSchema.Written(
        "QueueSet",
        $$$$"""
        {"type":"object","required":["id","version","selfUri","definedAt","name"],"properties":{
         {{{{Id}}}},"version":{"type":"integer","minimum":1},"selfUri":{"type":"string"},"definedAt":{"type":"string","format":"date-time"},
         {{{{Properties}}}},
         "matching":{"type":"integer","description":"How many known queues are in it now."},
         "streams":{"type":"array","items":{"type":"string"},"description":"The ids of the streams that name it."} } }
        """);

    public static readonly ApiSchema Page = ApiSchema.PageOf(Set);

    public static readonly ApiSchema Queues = ApiSchema.PageOf(ApiSchema.Of<QueueOfSet>("QueueOfSet"));

    public const string ReplacementExample = """
        {"name":"Billing","namePattern":"Billing*"}
        """;
}
