using System.Text.Json.Serialization;

namespace Redline.Server.Http;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="ErrorCode">Stable, for programs.</param>
/// <param name="FieldName">Where: a JSON path, a parameter's or header's name; null: the request as a whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ApiErrorDetail(string ErrorCode, string? FieldName, string Message);

/// <summary>The body of every refusal, in the shape integrators know from Genesys Cloud.</summary>
/// <param name="Message">What is wrong and what to do, for people.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContextId">The correlation id of the request, also in the answer's header.</param>
/// <param name="Details">Every problem; empty when the message says it all.</param>
internal sealed record ApiError(string Message, string Code, int Status, string ContextId, IReadOnlyList<ApiErrorDetail> Details);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiError))]
internal sealed partial class ApiErrorJson : JsonSerializerContext;
