using System.Text.Json.Serialization;

namespace Redline.Delivery.Deliveries;

internal sealed record DeliveryDocument(
    string PersonId, int Revision, long? SentAt, long? ReceivedAt, long? RenderedAt, string? RenderedBy, long? AcknowledgedAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryDocument))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
