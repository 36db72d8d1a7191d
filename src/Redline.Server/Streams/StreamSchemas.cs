using Redline.Server.OpenApi;

namespace Redline.Server.Streams;

/// <summary>The bodies of event streams, for the API's document.</summary>
internal static class StreamSchemas
{
    public const string Example = """
        {"name":"Priority Queue Escalation Stream","entityType":"queue",
         "filterExpression":{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["12345678-1234-1234-1234-123456789012"]},
           {"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]},
         "notificationType":"PUSH"}
        """;

    // Every property of a definition; a request may leave most of them out and may send null.
    private const string Properties = """
        "name":{"type":"string","minLength":1,"maxLength":200},
        "description":{"type":["string","null"],"maxLength":2000},
        "entityType":{"type":"string","enum":["queue"]},
        "sourceEntity":{"type":["string","null"],"enum":["telephony.queue.metrics","routing.queue.metrics",null],"default":"telephony.queue.metrics"},
        "status":{"type":["string","null"],"enum":["ACTIVE","SHADOW","DISABLED",null],"default":"ACTIVE"},
        "notificationType":{"type":["string","null"],"enum":["PUSH","FLOW","NONE",null],"default":"PUSH"},
        "priority":{"type":["integer","null"],"minimum":1,"maximum":5,"default":3},
        "filterExpression":{"$ref":"#/components/schemas/StreamExpression"},
        "clearExpression":{"$ref":"#/components/schemas/StreamExpression"},
        "sustainSeconds":{"type":["number","null"],"minimum":0,"maximum":604800,"default":0},
        "levels":{"type":["array","null"],"minItems":1,"maxItems":2,"description":"Instead of the one filter.","items":{"$ref":"#/components/schemas/StreamLevel"}},
        "clearAfterSeconds":{"type":["number","null"],"minimum":0,"maximum":604800,"default":10},
        "cooldownSeconds":{"type":["number","null"],"minimum":0,"maximum":604800,"default":300},
        "flapping":{"type":["object","null"],"description":"Past so many turns within the window people are told once in that time. Null: of every turn.","additionalProperties":false,"properties":{
         "maxTransitions":{"type":["integer","null"],"minimum":2,"maximum":20,"default":6},
         "windowSeconds":{"type":["number","null"],"minimum":10,"maximum":86400,"default":600}}},
        "staleAfterSeconds":{"type":["number","null"],"minimum":1,"maximum":604800,"default":90,"description":"For how long a queue may be unheard of before it is blind."},
        "schedule":{"$ref":"#/components/schemas/Schedule"},
        "presentation":{"type":["string","null"],"enum":["TOAST","BANNER",null],"default":"TOAST"},
        "flow":{"type":["string","null"],"maxLength":100,"description":"The flow that each alert starts."}
        """;

    private static readonly ApiSchema Filter = ApiSchema.Written("FilterExpression", """
        {"type":["object","null"],"description":"A condition over the metrics of queues: a comparison, or a combination of others.","properties":{
         "operator":{"type":"string","enum":["AND","OR","NOT","EQUALS","NOT_EQUALS","IN","NOT_IN","GREATER_THAN","GREATER_THAN_OR_EQUAL","LESS_THAN",
          "LESS_THAN_OR_EQUAL","BETWEEN","CONTAINS","STARTS_WITH","EXISTS","ADD","SUBTRACT","MULTIPLY","DIVIDE","MIN","MAX"]},
         "operands":{"type":"array","items":{"$ref":"#/components/schemas/FilterExpression"}},
         "field":{"type":"string","description":"Such as waitTimeSeconds."},
         "expression":{"$ref":"#/components/schemas/FilterExpression"},
         "value":{"description":"What is compared with: a number, a text, a list, or another expression."}}}
        """);

    private static readonly ApiSchema Expression = ApiSchema.Written("StreamExpression", """
        {"description":"A condition as an object, or as text: waitTimeSeconds > 300. Answers have the object.",
         "anyOf":[{"$ref":"#/components/schemas/FilterExpression"},{"type":"string","maxLength":4194304}]}
        """, Filter);

    private static readonly ApiSchema Level = ApiSchema.Written("StreamLevel", """
        {"type":"object","required":["severity","filterExpression"],"properties":{
         "severity":{"type":"string","enum":["WARNING","CRITICAL"]},
         "filterExpression":{"$ref":"#/components/schemas/StreamExpression"},
         "clearExpression":{"$ref":"#/components/schemas/StreamExpression"},
         "sustainSeconds":{"type":["number","null"],"minimum":0,"maximum":604800,"default":0}}}
        """, Expression);

    private static readonly ApiSchema Hours = ApiSchema.Written("ScheduleHours", """
        {"type":"object","required":["from","to"],"properties":{
         "from":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$"},
         "to":{"type":"string","pattern":"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$","description":"Exclusive. Before from: of the next day."}}}
        """);

    public static readonly ApiSchema Schedule = ApiSchema.Written("Schedule", """
        {"type":["object","null"],"required":["timeZone","windows"],"properties":{
         "timeZone":{"type":"string","maxLength":64,"description":"IANA, such as Europe/Warsaw."},
         "windows":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"object","required":["from","to"],"properties":{
          "days":{"type":["array","null"],"minItems":1,"maxItems":7,"description":"On which it begins; left out: every day.","items":{"type":"string",
           "enum":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"]}},
          "from":{"type":"string"},"to":{"type":"string","description":"Exclusive. Before from: of the next day."}}}},
         "exceptions":{"type":["array","null"],"maxItems":400,"items":{"type":"object","required":["date"],"properties":{
          "date":{"type":"string","format":"date"},"closed":{"type":["boolean","null"]},
          "open":{"description":"Instead of closed: true for the whole day, or what begins on it.",
           "anyOf":[{"type":["boolean","null"]},{"type":"array","minItems":1,"maxItems":50,"items":{"$ref":"#/components/schemas/ScheduleHours"}}]}}}}}}
        """, Hours);

    public static readonly ApiSchema Lint = ApiSchema.Written("StreamLint", """
        {"type":"object","required":["code","severity","message"],"properties":{
         "code":{"type":"string"},"severity":{"type":"string","enum":["WARNING","INFO"]},"message":{"type":"string"},"field":{"type":"string"}}}
        """);

    public static readonly ApiSchema Definition = ApiSchema.Written(
        "StreamDefinition",
        $$$$"""{"type":"object","required":["name","entityType"],"description":"With filterExpression or levels.","properties":{ {{{{Properties}}}} }}""",
        Expression, Level, Schedule);

    public static readonly ApiSchema Stream = ApiSchema.Written(
        "Stream",
        $$$$"""
        {"type":"object","required":["id","version","selfUri","name","entityType","sourceEntity","status","notificationType","priority",
          "clearAfterSeconds","cooldownSeconds","presentation","text","sentence"],"properties":{
         "id":{"type":"string"},"version":{"type":"integer","minimum":1},"selfUri":{"type":"string"},"definedAt":{"type":"string","format":"date-time"},
         {{{{Properties}}}},
         "text":{"type":"string","description":"The expressions in text form."},"sentence":{"type":"string","description":"What it does, in plain words."},
         "lints":{"type":"array","items":{"$ref":"#/components/schemas/StreamLint"}},
         "receivers":{"type":"object","required":["count","note"],"properties":{"count":{"type":"integer"},"note":{"type":"string"} } } } }
        """,
        Expression, Level, Schedule, Lint);

    public static readonly ApiSchema Page = ApiSchema.PageOf(Stream);

    public static readonly ApiSchema Validation = ApiSchema.Written("StreamValidation", """
        {"type":"object","required":["valid","errors","text","sentence","lints"],"properties":{
         "valid":{"type":"boolean"},
         "errors":{"type":"array","items":{"type":"object","required":["errorCode","fieldName","message"],"properties":{
          "errorCode":{"type":"string"},"fieldName":{"type":["string","null"]},"message":{"type":"string"}}}},
         "text":{"type":["string","null"]},"sentence":{"type":["string","null"]},
         "lints":{"type":"array","items":{"$ref":"#/components/schemas/StreamLint"}}}}
        """, Lint);
}
