using Redline.Server.OpenApi;

namespace Redline.Server.Alerts;

/// <summary>The bodies of alerts, for the API's document.</summary>
internal static class AlertSchemas
{
    public const string AcknowledgementExample = """{"note":"Two more agents on the way."}""";

    public static readonly ApiSchema Alert = ApiSchema.Of<AlertAnswer>("Alert");

    public static readonly ApiSchema Alerts = ApiSchema.PageOf(Alert);

    public static readonly ApiSchema Deliveries = ApiSchema.PageOf(ApiSchema.Of<DeliveryAnswer>("Delivery"));

    public static readonly ApiSchema NewAcknowledgement = ApiSchema.Written("NewAcknowledgement", """
        {"type":"object","additionalProperties":false,"properties":{
         "note":{"type":["string","null"],"minLength":1,"maxLength":500},
         "takeOver":{"type":["boolean","null"],"default":false,"description":"Also from another person who has it: for supervisors and administrators."}}}
        """);
}
