using Redline.Server.OpenApi;

namespace Redline.Server.Sources;

/// <summary>The bodies of the ingest, for the API's document.</summary>
internal static class ObservationSchemas
{
    public const string Example = """
        {"source":"acd-1","observations":[{"queueId":"billing-id","queueName":"Billing","mediaType":"voice","observedAt":"2026-11-22T10:00:00.000Z",
         "metrics":{"waitingCount":3,"oldestWaitingSince":"2026-11-22T09:58:12.000Z"}}]}
        """;

    public static readonly ApiSchema Observations = ApiSchema.Written("Observations", """
        {"type":"object","required":["source","observations"],"properties":{
         "source":{"type":"string","minLength":1,"maxLength":64,"description":"Who sends."},
         "observations":{"type":"array","maxItems":10000,"items":{"type":"object","required":["queueId","observedAt","metrics"],"additionalProperties":false,"properties":{
          "queueId":{"type":"string","minLength":1,"maxLength":200},"queueName":{"type":["string","null"]},"divisionId":{"type":["string","null"]},"serviceLevelTargetSeconds":{"type":["number","null"],"exclusiveMinimum":0,"maximum":1000000,"description":"Within how many seconds the queue's calls are to be answered: what a parameter may take as its default."},
          "mediaType":{"type":["string","null"],"description":"voice, chat, email and so on; may be left out for metrics of the whole queue."},
          "observedAt":{"type":"string","format":"date-time"},
          "metrics":{"type":"object","description":"Numbers by name; oldestWaitingSince and oldestInteractionSince are instants, or null when there is none.",
           "additionalProperties":{"type":["number","string","null"]}}}}}}}
        """);

    public static readonly ApiSchema Answer = ApiSchema.Of<ObservationAnswer>("ObservationsTaken");
}
