using Redline.Server.OpenApi;
using Redline.Server.Streams;

namespace Redline.Server.Silences;

/// <summary>The bodies of silences, for the API's document.</summary>
internal static class SilenceSchemas
{
    public const string Example =
        """{"queueIds":["12345678-1234-1234-1234-123456789012"],"severities":["WARNING"],"until":"2026-12-31T18:00:00.000Z","reason":"The phones in Leeds are being moved."}""";

    private const string Properties = """
        "queueIds":{"type":["array","null"],"maxItems":200,"items":{"type":"string","minLength":1,"maxLength":200}},
        "divisionIds":{"type":["array","null"],"maxItems":200,"items":{"type":"string","minLength":1,"maxLength":200}},
        "streamIds":{"type":["array","null"],"maxItems":200,"items":{"type":"string","minLength":1,"maxLength":200}},
        "severities":{"type":["array","null"],"maxItems":2,"items":{"type":"string","enum":["WARNING","CRITICAL"]}},
        "from":{"type":["string","null"],"format":"date-time","description":"Inclusive; left out: now."},
        "until":{"type":"string","format":"date-time","description":"Exclusive, at most 366 days after from."},
        "schedule":{"$ref":"#/components/schemas/Schedule"},
        "reason":{"type":"string","minLength":1,"maxLength":500}
        """;

    public static readonly ApiSchema New = ApiSchema.Written(
        "NewSilence",
        $$$$"""{"type":"object","required":["until","reason"],"description":"With at least one of queueIds, divisionIds, streamIds and severities; all that are given must apply.","properties":{ {{{{Properties}}}} }}""",
        StreamSchemas.Schedule);

    private static readonly ApiSchema Subject = ApiSchema.Of<SilenceSubject>("SilenceSubject");

    public static readonly ApiSchema Silence = ApiSchema.Written(
        "Silence",
        $$$$"""
        {"type":"object","required":["id","state","queueIds","divisionIds","streamIds","severities","from","until","schedule","reason","owner","createdAt","changedBy","changedAt","selfUri"],"properties":{
         "id":{"type":"string"},"state":{"type":"string","enum":["SCHEDULED","ACTIVE","PAUSED"]},
         {{{{Properties}}}},
         "owner":{"$ref":"#/components/schemas/SilenceSubject"},"createdAt":{"type":"string","format":"date-time"},
         "changedBy":{"$ref":"#/components/schemas/SilenceSubject"},"changedAt":{"type":"string","format":"date-time"},"selfUri":{"type":"string"} } }
        """,
        StreamSchemas.Schedule, Subject);

    public static readonly ApiSchema Page = ApiSchema.PageOf(Silence);
}
