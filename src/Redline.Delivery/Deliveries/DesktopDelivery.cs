using System.Text.Json;
using Redline.Engine;

namespace Redline.Delivery.Deliveries;

/// <summary>What is known of an alert's way to one person's desktops.</summary>
public enum DeliveryState
{
    /// <summary>Handed to the network, for at least one desktop.</summary>
    Sent,

    /// <summary>A desktop says that it has it.</summary>
    Received,

    /// <summary>A desktop says that it was painted, or that the page's own handler is done with it.</summary>
    Rendered,

    /// <summary>The person has taken the alert.</summary>
    Acknowledged,
}

/// <summary>
/// One alert to one person over their desktops, as far as it is known: the state never goes back, and of each time the
/// first counts. Instants are the organization's. Immutable.
/// </summary>
/// <param name="AlertNumber">Which alert.</param>
/// <param name="PersonId">To whom.</param>
/// <param name="Revision">The highest revision that was sent, or of which a receipt came.</param>
/// <param name="SentAt">When it was first sent; null: not that anybody knows.</param>
/// <param name="ReceivedAt">When a desktop first had it; null: not yet.</param>
/// <param name="RenderedAt">When it was first painted; null: not yet.</param>
/// <param name="RenderedBy">Who painted it first: <c>WIDGET</c> or <c>HANDLER</c>; null: not yet.</param>
/// <param name="AcknowledgedAt">When the person took it; null: they did not.</param>
public sealed record DesktopDelivery(
    long AlertNumber, string PersonId, int Revision, Instant? SentAt = null, Instant? ReceivedAt = null,
    Instant? RenderedAt = null, string? RenderedBy = null, Instant? AcknowledgedAt = null)
{
    /// <summary>How far it has come.</summary>
    public DeliveryState State => AcknowledgedAt is not null ? DeliveryState.Acknowledged
        : RenderedAt is not null ? DeliveryState.Rendered
        : ReceivedAt is not null ? DeliveryState.Received
        : DeliveryState.Sent;

    /// <summary>Whether the person can know of it: it was painted, or they took it.</summary>
    public bool IsSeen => RenderedAt is not null || AcknowledgedAt is not null;

    /// <summary>What two rows of the same alert and person know together, whichever came first.</summary>
    public DesktopDelivery With(DesktopDelivery other) => this with
    {
        Revision = Math.Max(Revision, other.Revision),
        SentAt = First(SentAt, other.SentAt),
        ReceivedAt = First(ReceivedAt, other.ReceivedAt),
        RenderedAt = First(RenderedAt, other.RenderedAt),
        RenderedBy = First(RenderedAt, other.RenderedAt) == RenderedAt ? RenderedBy ?? other.RenderedBy : other.RenderedBy,
        AcknowledgedAt = First(AcknowledgedAt, other.AcknowledgedAt),
    };

    internal byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new DeliveryDocument(PersonId, Revision, SentAt?.Milliseconds, ReceivedAt?.Milliseconds, RenderedAt?.Milliseconds, RenderedBy, AcknowledgedAt?.Milliseconds),
        DeliveryJson.Default.DeliveryDocument);

    /// <exception cref="FormatException">The bytes are not those of a delivery.</exception>
    internal static DesktopDelivery Decode(long alertNumber, ReadOnlySpan<byte> body)
    {
        try
        {
            var kept = JsonSerializer.Deserialize(body, DeliveryJson.Default.DeliveryDocument)!;
            return new(alertNumber, kept.PersonId, kept.Revision, At(kept.SentAt), At(kept.ReceivedAt), At(kept.RenderedAt), kept.RenderedBy, At(kept.AcknowledgedAt));
        }
        catch (JsonException e)
        {
            throw new FormatException($"A delivery of alert {alertNumber} cannot be read: {e.Message}", e);
        }
    }

    private static Instant? At(long? milliseconds) => milliseconds is { } ms ? new Instant(ms) : null;

    private static Instant? First(Instant? one, Instant? other) =>
        one is null ? other : other is null ? one : Instant.Min(one.Value, other.Value);
}
