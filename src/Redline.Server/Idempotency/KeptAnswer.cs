using System.Text.Json.Serialization;

namespace Redline.Server.Idempotency;

/// <summary>The answer to a request with an idempotency key, as it is kept.</summary>
/// <param name="Fingerprint">The hash of what was sent.</param>
/// <param name="KeptAt">When, in milliseconds UTC.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">What the body is; null: there is none.</param>
/// <param name="Location">Where what was made is; null: it did not say.</param>
/// <param name="ETag">The version it named; null: none.</param>
/// <param name="Body">The body; null: not kept, for <paramref name="NotKept"/>.</param>
/// <param name="NotKept">Why the body is not kept: <c>secret</c> or <c>large</c>; null: it is.</param>
internal sealed record KeptAnswer(
    string Fingerprint, long KeptAt, int Status, string? ContentType, string? Location, string? ETag, byte[]? Body, string? NotKept)
{
    /// <summary>It held a secret that is shown once.</summary>
    public const string Secret = "secret";

    /// <summary>It was larger than what is kept.</summary>
    public const string Large = "large";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeptAnswer))]
internal sealed partial class KeptAnswerJson : JsonSerializerContext;
