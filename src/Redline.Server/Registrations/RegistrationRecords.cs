using System.Text.Json.Serialization;

namespace Redline.Server.Registrations;

/// <summary>
/// What a message to a program's endpoint is signed with. In a collection of its own, so that whoever reads
/// registrations never holds it by accident.
/// </summary>
/// <param name="Value">The secret; shown to its owner once.</param>
internal sealed record SigningSecret(string Value)
{
    /// <summary>Spelled without the secret.</summary>
    public override string ToString() => nameof(SigningSecret);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(SigningSecret))]
internal sealed partial class RegistrationJson : JsonSerializerContext;
