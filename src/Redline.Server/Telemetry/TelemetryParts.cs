using Redline.Delivery.Deliveries;
using Redline.Delivery.Desktop;
using Redline.Delivery.Organizations;
using Redline.Server.Desktop;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Registrations;

namespace Redline.Server.Telemetry;

/// <summary>What a question about the desktops works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Telemetry">What is known of sessions and events.</param>
/// <param name="Hub">The live desktops.</param>
/// <param name="FanOut">The open alerts and whom they are for.</param>
/// <param name="Ledger">What became of them.</param>
/// <param name="Registrations">The devices people have.</param>
/// <param name="View">The queues.</param>
/// <param name="People">What people are called.</param>
/// <param name="Clock">The organization's time.</param>
/// <param name="Wall">The time of sessions and registrations.</param>
internal sealed record TelemetryParts(
    HttpContext Http, DesktopTelemetry Telemetry, DesktopHub Hub, DesktopFanOut FanOut, DeliveryLedger Ledger,
    RegistrationStore Registrations, CommittedView View, IPeople People, IOrganizationClock Clock, TimeProvider Wall)
{
    /// <summary>Whom and what the caller may see.</summary>
    public TelemetrySight Sight => field ??= new(Http.Caller(), People, View);
}
