using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Clients;
using Redline.Server.Identity.Keys;
using Redline.Server.Identity.People;
using Redline.Server.Identity.Tokens;
using Redline.Server.OpenApi;

namespace Redline.Server.Identity;

/// <summary>The bodies of the identity part, for the API's document.</summary>
internal static class IdentitySchemas
{
    public const string TokenExample = """{"grant_type":"urn:redline:grant-type:sign-in-code","code":"the code an administrator made"}""";
    public const string ClientExample = """{"name":"Wallboard","role":"INTEGRATION"}""";
    public const string ApiKeyExample = """{"name":"Wallboard","permissions":["telephony:supervision:view"],"expiresInSeconds":86400}""";

    public static readonly ApiSchema TokenRequest = ApiSchema.Written("TokenRequest", """
        {"type":"object","required":["grant_type"],"properties":{
         "grant_type":{"type":"string","enum":["client_credentials","refresh_token","urn:redline:grant-type:sign-in-code"]},
         "code":{"type":"string"},"refresh_token":{"type":"string"},"client_id":{"type":"string"},"client_secret":{"type":"string"}}}
        """);

    public static readonly ApiSchema Token = ApiSchema.Of<TokenAnswer>("Token");
    public static readonly ApiSchema TokenRefusal = ApiSchema.Of<TokenRefusal>("TokenRefusal");

    public static readonly ApiSchema NewClient = ApiSchema.Written("NewClient", """
        {"type":"object","required":["name"],"additionalProperties":false,"description":"With a role, permissions, or the person it stands for.","properties":{
         "name":{"type":"string","minLength":1,"maxLength":200},
         "role":{"type":["string","null"],"enum":["AGENT","SUPERVISOR","ADMINISTRATOR","INTEGRATION",null]},
         "permissions":{"type":["array","null"],"items":{"type":"string"}},"personId":{"type":["string","null"]}}}
        """);

    public static readonly ApiSchema Client = ApiSchema.Of<ClientAnswer>("Client");
    public static readonly ApiSchema Clients = ApiSchema.PageOf(Client);

    public static readonly ApiSchema NewApiKey = ApiSchema.Written("NewApiKey", """
        {"type":"object","required":["name","permissions"],"additionalProperties":false,"properties":{
         "name":{"type":"string","minLength":1,"maxLength":200},"permissions":{"type":"array","minItems":1,"items":{"type":"string"}},
         "expiresInSeconds":{"type":["integer","null"],"minimum":60,"maximum":315360000}}}
        """);

    public static readonly ApiSchema Key = ApiSchema.Of<ApiKeyAnswer>("ApiKey");
    public static readonly ApiSchema ApiKeys = ApiSchema.PageOf(Key);
    public static readonly ApiSchema Person = ApiSchema.Of<PersonEndpoints.PersonAnswer>("Person");

    public static readonly ApiSchema SignInCode = ApiSchema.Written("SignInCode", """
        {"type":"object","required":["personId","code","expires"],"properties":{
         "personId":{"type":"string"},"code":{"type":"string"},"expires":{"type":"string","format":"date-time"}}}
        """);

    public static readonly ApiSchema AuditEntries = ApiSchema.PageOf(ApiSchema.Of<AuditEndpoint.AuditAnswer>("AuditEntry"));
}
