using System.Text.Json.Serialization;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Clients;
using Redline.Server.Identity.Keys;
using Redline.Server.Identity.People;
using Redline.Server.Identity.Tokens;

namespace Redline.Server.Identity.Records;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AccessToken))]
[JsonSerializable(typeof(TokenFamily))]
[JsonSerializable(typeof(SignInCode))]
[JsonSerializable(typeof(OAuthClient))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(PersonRecord))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(OrganizationBegin))]
internal sealed partial class IdentityJson : JsonSerializerContext;
