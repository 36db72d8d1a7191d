using Redline.Server.OpenApi;

namespace Redline.Server.Telemetry;

/// <summary>The bodies of telemetry, for the API's document.</summary>
internal static class TelemetrySchemas
{
    public const string Example = """
        {"deviceId":"agent-desktop-uuid-12345","events":[
         {"name":"channel.lost","at":"2026-11-22T10:00:00.000Z","code":"slow.desktop","detail":"Nothing was heard for 25 s."}]}
        """;

    public static readonly ApiSchema Taken = ApiSchema.Of<ClientEventsAnswer>("ClientEventsTaken");

    public static readonly ApiSchema Shown = ApiSchema.Of<ClientEventsShown>("ClientEvents");

    public static readonly ApiSchema Desktops = ApiSchema.Of<TelemetryAnswer>("DesktopTelemetry");

    public static readonly ApiSchema New = ApiSchema.Written("NewClientEvents", $$$$$$$$"""
        {"type":"object","required":["deviceId","events"],"additionalProperties":false,"properties":{
         "deviceId":{"type":"string","minLength":1,"maxLength":200},
         "events":{"type":"array","maxItems":100,"items":{"type":"object","required":["name","at"],"additionalProperties":false,"properties":{
          "name":{"type":"string","enum":["{{{{{{{{string.Join("\",\"", ClientEvent.Names)}}}}}}}}"]},
          "at":{"type":"string","format":"date-time","description":"By the desktop's clock."},
          "code":{"type":["string","null"],"maxLength":100},
          "detail":{"type":["string","null"],"maxLength":500,"description":"For people; no secrets."}}}}}}
        """);
}
