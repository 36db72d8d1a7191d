using Redline.Server.OpenApi;

namespace Redline.Server.Registrations;

/// <summary>The bodies of registrations, for the API's document.</summary>
internal static class RegistrationSchemas
{
    public const string Example =
        """{"deviceType":"BROWSER","deviceId":"agent-desktop-uuid-12345","channelId":"web-push-channel-id","appVersion":"2.5.1"}""";

    public static readonly ApiSchema Registration = ApiSchema.Of<RegistrationAnswer>("Registration");

    public static readonly ApiSchema Registrations = ApiSchema.PageOf(Registration);

    public static readonly ApiSchema New = ApiSchema.Written("NewRegistration", """
        {"type":"object","required":["deviceType","deviceId","channelId"],"additionalProperties":false,"properties":{
         "deviceType":{"type":"string","description":"A declared device type: BROWSER, DESKTOP_APP, GENESYS_CLIENT_APP, SERVICE, or one of the configuration."},
         "deviceId":{"type":"string","minLength":1,"maxLength":200},
         "channelId":{"type":"string","minLength":1,"maxLength":200},
         "appVersion":{"type":["string","null"],"maxLength":50},
         "endpointUrl":{"type":["string","null"],"maxLength":2000,"description":"Of a SERVICE only: where it is told."},
         "rotateSecret":{"type":["boolean","null"],"default":false,"description":"Of a SERVICE only: makes its signing secret anew."}}}
        """);
}
