using Redline.Server.OpenApi;

namespace Redline.Server.Flows;

/// <summary>The bodies of flows, for the API's document.</summary>
internal static class FlowSchemas
{
    public const string Example = """
        {"description":"Asks a supervisor when nobody took it.","nodes":[
         {"id":"ask","type":"decision","expression":"waitTimeSeconds > threshold","next":{"yes":"pause","no":"end"}},
         {"id":"pause","type":"wait","seconds":60,"until":["acknowledged","resolved"],"next":{"elapsed":"tell","acknowledged":"end","resolved":"end"}},
         {"id":"tell","type":"notify","audience":{"roles":["SUPERVISOR"]},"title":"{{queueName}}","text":"Longest wait {{waitTimeSeconds}} s, and nobody has it.","next":{"done":"end"}}]}
        """;

    public const string DryRunExample =
        """{"queueId":"billing","queueName":"Billing","severity":"CRITICAL","threshold":300,"metrics":{"waitTimeSeconds":420},"outcomes":{}}""";

    private const string Trigger = """
        "alertId":{"type":["string","null"],"maxLength":24},"queueId":{"type":["string","null"],"maxLength":200},"queueName":{"type":["string","null"],"maxLength":200},
        "mediaType":{"type":["string","null"],"maxLength":200},"severity":{"type":["string","null"],"enum":["WARNING","CRITICAL",null]},
        "threshold":{"type":["number","null"]},"metrics":{"type":["object","null"],"additionalProperties":{"type":["number","null"]}},
        "openedAt":{"type":["string","null"],"format":"date-time"}
        """;

    private const string Properties = """
        "name":{"type":"string","maxLength":100,"pattern":"^[A-Za-z0-9_.-]+$"},"description":{"type":["string","null"],"maxLength":2000},
        "trigger":{"type":["string","null"],"enum":["EXTERNAL",null]},"cooldownSeconds":{"type":["number","null"],"minimum":0,"maximum":604800,"default":0},
        "stormMode":{"type":["string","null"],"enum":["INCIDENT","EACH",null],"default":"INCIDENT"},
        "inputs":{"type":["array","null"],"maxItems":32,"items":{"type":"string"}},
        "nodes":{"type":"array","minItems":1,"maxItems":100,"items":{"$ref":"#/components/schemas/FlowNode"}}
        """;

    private static readonly ApiSchema Node = ApiSchema.Written("FlowNode", """
        {"type":"object","required":["id","type"],"description":"A step; what else it has depends on its type (docs/api/flows.md).","properties":{
         "id":{"type":"string","maxLength":64},
         "type":{"type":"string","enum":["decision","httpRequest","notify","wait","presence","setData","architectFlow","end"]},
         "next":{"type":["object","null"],"description":"Where each outcome leads.","additionalProperties":{"type":"string"}},
         "expression":{"description":"Of a decision: a condition as text or object."},
         "method":{"type":"string","enum":["GET","HEAD","POST","PUT","PATCH","DELETE"]},"url":{"type":"string"},
         "headers":{"type":["object","null"],"additionalProperties":{"type":["string","number"]}},"body":{"description":"JSON whose texts are templates."},
         "signingSecret":{"type":["string","null"]},"timeoutSeconds":{"type":["number","null"]},"overallTimeoutSeconds":{"type":["number","null"]},
         "retry":{"type":["object","null"],"properties":{"attempts":{"type":["integer","null"]},"delaySeconds":{"type":["number","null"]}}},
         "answer":{"type":["object","null"],"additionalProperties":{"type":"string"}},
         "audience":{"type":["object","null"],"description":"As of messages.","properties":{"people":{"type":"array","items":{"type":"string"}},
          "roles":{"type":"array","items":{"type":"string"}},"queues":{"type":"array","items":{"type":"string"}},"everyone":{"type":"boolean"}}},
         "renotify":{"type":["boolean","null"]},"title":{"type":["string","null"]},"text":{"type":["string","null"]},
         "seconds":{"type":"number"},"until":{"description":"acknowledged, resolved, or a list of both."},
         "person":{"type":"string"},"data":{"type":"object","additionalProperties":{"type":["string","number"]}},
         "flowId":{"type":"string"},"input":{"type":["object","null"],"additionalProperties":{"type":["string","number"]}}}}
        """);

    private static readonly ApiSchema Lint = ApiSchema.Written("FlowLint", """
        {"type":"object","required":["code","severity","message"],"properties":{
         "code":{"type":"string"},"severity":{"type":"string","enum":["WARNING","INFO"]},"message":{"type":"string"},"field":{"type":"string"}}}
        """);

    public static readonly ApiSchema Definition = ApiSchema.Written("FlowDefinition", $$$$"""{"type":"object","required":["nodes"],"properties":{ {{{{Properties}}}} }}""", Node);

    public static readonly ApiSchema Flow = ApiSchema.Written(
        "Flow",
        $$$$"""
        {"type":"object","required":["version","selfUri","definedAt","name","nodes","cooldownSeconds","stormMode"],"properties":{
         "version":{"type":"integer","minimum":1},"selfUri":{"type":"string"},"definedAt":{"type":"string","format":"date-time"},
         {{{{Properties}}}},
         "usedBy":{"type":"array","description":"The streams that start it.","items":{"type":"string"}},
         "lints":{"type":"array","items":{"$ref":"#/components/schemas/FlowLint"} } } }
        """,
        Node, Lint);

    public static readonly ApiSchema Page = ApiSchema.PageOf(Flow);

    public static readonly ApiSchema Validation = ApiSchema.Written("FlowValidation", """
        {"type":"object","required":["valid","errors","lints"],"properties":{
         "valid":{"type":"boolean"},
         "errors":{"type":"array","items":{"type":"object","required":["errorCode","fieldName","message"],"properties":{
          "errorCode":{"type":"string"},"fieldName":{"type":["string","null"]},"message":{"type":"string"}}}},
         "lints":{"type":"array","items":{"$ref":"#/components/schemas/FlowLint"}}}}
        """, Lint);

    public static readonly ApiSchema DryRun = ApiSchema.Written("FlowDryRun", $$$$"""
        {"type":"object","additionalProperties":false,"properties":{ {{{{Trigger}}}},
         "data":{"type":["object","null"],"additionalProperties":{"type":["number","string"]}},
         "outcomes":{"type":["object","null"],"description":"The outcome of nodes that take time.","additionalProperties":{"type":"string"}},
         "answers":{"type":["object","null"],"description":"The data a node brings.","additionalProperties":{"type":"object"}},
         "definition":{"type":["object","null"],"description":"Walked instead of the stored one."} }}
        """);

    public const string StartExample = """{"queueId":"billing","severity":"CRITICAL","threshold":300,"metrics":{"waitTimeSeconds":420}}""";

    public static readonly ApiSchema Start = ApiSchema.Written("NewExecution", $$$$"""
        {"type":"object","additionalProperties":false,"description":"With alertId what is said of the alert is taken from it.","properties":{ {{{{Trigger}}}},
         "data":{"type":["object","null"],"description":"What the flow names in its inputs.","additionalProperties":{"type":["number","string"]}} }}
        """);

    private const string Values = """{"type":"object","additionalProperties":{"type":["number","string","null"]}}""";

    private static readonly ApiSchema Step = ApiSchema.Written("ExecutionStep", $$$$"""
        {"type":"object","required":["visit","node","state","startedAt","data","attempts"],"properties":{
         "visit":{"type":"integer"},"node":{"type":"string"},"type":{"type":["string","null"]},"state":{"type":"string","enum":["RUNNING","ENDED"]},
         "startedAt":{"type":"string"},"endedAt":{"type":["string","null"]},"until":{"type":["string","null"]},
         "outcome":{"type":["string","null"]},"next":{"type":["string","null"]},"code":{"type":["string","null"]},
         "effect":{"type":["object","null"],"properties":{"method":{"type":"string"},"url":{"type":"string"},"headers":{"type":"object"},"body":{"type":"string"},
          "title":{"type":"string"},"text":{"type":"string"},"person":{"type":"string"}}},
         "data":{{{{Values}}}},
         "attempts":{"type":"array","items":{"type":"object","required":["at","status","milliseconds"],"properties":{
          "at":{"type":"string"},"status":{"type":"integer"},"milliseconds":{"type":"integer"},"error":{"type":["string","null"]},
          "detail":{"type":["string","null"]},"excerpt":{"type":["string","null"]} } } } } }
        """);

    public static readonly ApiSchema Execution = ApiSchema.Written("Execution", $$$$"""
        {"type":"object","required":["id","flow","version","state","startedAt","selfUri","trigger","data","steps"],"properties":{
         "id":{"type":"string"},"flow":{"type":"string"},"version":{"type":"integer"},"state":{"type":"string","enum":["RUNNING","COMPLETED","FAILED"]},
         "startedAt":{"type":"string"},"finishedAt":{"type":["string","null"]},"reason":{"type":["string","null"]},"selfUri":{"type":"string"},
         "trigger":{"type":"object","properties":{ {{{{Trigger}}}},"streamId":{"type":["string","null"]},"triggeredAt":{"type":"string"},"startedBy":{"type":["string","null"]} } },
         "data":{{{{Values}}}},
         "steps":{"type":"array","items":{"$ref":"#/components/schemas/ExecutionStep"} } } }
        """, Step);

    public static readonly ApiSchema ExecutionPage = ApiSchema.PageOf(Execution);

    public static readonly ApiSchema Counts = ApiSchema.PageOf(ApiSchema.Of<FlowCounts>("FlowCounts"));
}
