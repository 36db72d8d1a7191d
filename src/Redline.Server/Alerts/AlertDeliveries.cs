using Redline.Delivery.Deliveries;
using Redline.Server.Http;

namespace Redline.Server.Alerts;

/// <summary>What is known of an alert's way to one person. Instants are ISO 8601 in UTC, of the organization's clock.</summary>
internal sealed record DeliveryAnswer(
    PersonAnswer Person, string Channel, string State, int Revision, string? SentAt, string? ReceivedAt, string? RenderedAt,
    string? RenderedBy, string? AcknowledgedAt);

/// <summary><c>GET /api/v2/alerts/{id}/deliveries</c>: whom an alert reached, and how far it came, by person.</summary>
internal static class AlertDeliveries
{
    public static async Task<IResult> ListAsync(string id, [AsParameters] AlertParts parts, DeliveryLedger ledger)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        if (await AlertReads.FindAsync(parts, id) is not { } alert) return AlertReads.NotFound(parts);
        var (deliveries, total) = await ledger.ListAsync(alert.Alert.Number, page.Skip, page.Size, parts.Aborted);
        return Results.Json(page.Of<DeliveryAnswer>(parts.Http.Request, [.. deliveries.Select(d => Of(d, parts))], total));
    }

    private static DeliveryAnswer Of(DesktopDelivery delivery, AlertParts parts) => new(
        PersonAnswer.Of(delivery.PersonId, parts.People), "DESKTOP", delivery.State.ToString().ToUpperInvariant(), delivery.Revision,
        delivery.SentAt?.ToString(), delivery.ReceivedAt?.ToString(), delivery.RenderedAt?.ToString(), delivery.RenderedBy,
        delivery.AcknowledgedAt?.ToString());
}
