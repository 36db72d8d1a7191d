using Redline.Server.Alerts;
using Redline.Server.Flows;
using Redline.Server.OpenApi;

namespace Redline.Server.Escalations;

/// <summary>The bodies of escalations, for the API's document.</summary>
internal static class EscalationSchemas
{
    public const string Example = """
        {"queueId":"12345678-1234-1234-1234-123456789012","severity":"CRITICAL","metrics":{"waitTimeSeconds":312.4},"threshold":300,
         "openedAt":"2026-03-02T10:00:00.001Z","reason":"Two people are missing.","externalReference":{"system":"desk","id":"4711"}}
        """;

    public const string AcknowledgementExample = AlertSchemas.AcknowledgementExample;

    public const string ClosingExample = """{"note":"Two agents were moved there."}""";

    public static readonly ApiSchema New = ApiSchema.Written("NewEscalation", """
        {"type":"object","additionalProperties":false,"description":"With alertId or queueId. What is left out of an alert is as the alert says it.","properties":{
         "alertId":{"type":["string","null"],"minLength":1,"maxLength":24},
         "queueId":{"type":["string","null"],"minLength":1,"maxLength":200},
         "severity":{"type":["string","null"],"enum":["WARNING","CRITICAL",null]},
         "metrics":{"type":["object","null"],"additionalProperties":{"type":["number","null"]}},
         "threshold":{"type":["number","null"]},
         "openedAt":{"type":["string","null"],"format":"date-time"},
         "reason":{"type":["string","null"],"minLength":1,"maxLength":500},
         "externalReference":{"type":["object","null"],"additionalProperties":false,"required":["system","id"],"properties":{
          "system":{"type":"string","minLength":1,"maxLength":100},"id":{"type":"string","minLength":1,"maxLength":200}}}}}
        """);

    public static readonly ApiSchema Escalation = ApiSchema.Of<EscalationAnswer>("Escalation");

    public static readonly ApiSchema Page = ApiSchema.PageOf(Escalation);

    public static readonly ApiSchema Trace = ApiSchema.Written("EscalationTrace", """
        {"type":"object","required":["escalation","alert","executions","deliveriesUri"],"properties":{
         "escalation":{"$ref":"#/components/schemas/Escalation"},
         "alert":{"anyOf":[{"$ref":"#/components/schemas/Alert"},{"type":"null"}]},
         "executions":{"type":"array","items":{"$ref":"#/components/schemas/Execution"}},
         "deliveriesUri":{"type":["string","null"]}}}
        """, Escalation, AlertSchemas.Alert, FlowSchemas.Execution);

    public static readonly ApiSchema Acknowledgement = AlertSchemas.NewAcknowledgement;

    public static readonly ApiSchema Closing = ApiSchema.Written("EscalationClosing", """
        {"type":"object","additionalProperties":false,"properties":{"note":{"type":["string","null"],"minLength":1,"maxLength":500}}}
        """);
}
