using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Observations;

/// <summary>The analytics queries.</summary>
internal static class ObservationEndpoints
{
    private static readonly Requirement Observe = Requirement.Any("analytics:queueObservation:view");

    internal static void Map(RouteTable routes, ContactCentre centre)
    {
        routes.Add("POST", "/api/v2/analytics/queues/observations/query", Observe, new ObservationQuery(centre).Answer);
        routes.Add("POST", "/api/v2/analytics/conversations/activity/query", Observe, new ConversationActivity(centre).Answer);
        routes.Add("POST", "/api/v2/analytics/routing/activity/query", Observe, new RoutingActivity(centre).Answer);
    }
}
