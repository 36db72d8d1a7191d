using Redline.Server.OpenApi;

namespace Redline.Server.Messages;

/// <summary>The bodies of messages, for the API's document.</summary>
internal static class MessageSchemas
{
    public const string Example =
        """{"audience":{"roles":["SUPERVISOR"]},"severity":"WARNING","title":"Phones in Leeds are down","text":"Calls from Leeds come in over Hull until noon."}""";

    public static readonly ApiSchema New = ApiSchema.Written("NewMessage", """
        {"type":"object","required":["audience","severity","title","text"],"additionalProperties":false,"properties":{
         "audience":{"type":"object","additionalProperties":false,"description":"At least one part; several are a union.","properties":{
          "people":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"string"}},
          "roles":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"string","enum":["AGENT","SUPERVISOR","ADMINISTRATOR"]}},
          "queues":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"string"}},
          "everyone":{"type":"boolean"}}},
         "severity":{"type":"string","enum":["INFORMATION","WARNING","CRITICAL"]},
         "title":{"type":"string","minLength":1,"maxLength":100},
         "text":{"type":"string","minLength":1,"maxLength":500},
         "queueId":{"type":["string","null"],"maxLength":200},
         "expiresInSeconds":{"type":["integer","null"],"minimum":10,"maximum":86400,"default":600}}}
        """);

    public static readonly ApiSchema Message = ApiSchema.Of<MessageEndpoints.MessageAnswer>("Message");
}
