using System.Text.Json.Nodes;
using Redline.Simulator.Agenda;
using Redline.Simulator.Centre;
using Redline.Simulator.Channels;
using Redline.Simulator.Faults;
using Redline.Simulator.Flows;
using Redline.Simulator.Http;
using Redline.Simulator.Outbound;
using Redline.Simulator.Replay;
using Redline.Simulator.Tokens;
using Redline.Simulator.Topics;

namespace Redline.Simulator;

/// <summary>The state of the simulation, for whoever tests against it.</summary>
internal sealed class SimulationEndpoints(
    SimulationAgenda agenda, SimulatedClock clock, ContactCentre centre, ChannelRegister channels, ChannelSockets sockets, TokenStore tokens, TopicBoard board)
{
    internal void Map(RouteTable routes, Outbox outbox, FlowEndpoints flows)
    {
        routes.Add("GET", FaultEndpoints.Prefix, Requirement.Open, _ => EmulatedAnswer.Json(State()));
        routes.Add("GET", FaultEndpoints.Prefix + "/channels", Requirement.Open, _ => EmulatedAnswer.Json(Channels()));
        routes.Add("GET", FaultEndpoints.Prefix + "/outbound", Requirement.Open, _ => EmulatedAnswer.Json(Entities(outbox.Sent)));
        routes.Add("GET", FaultEndpoints.Prefix + "/executions", Requirement.Open, call => EmulatedAnswer.Json(Entities(flows.Launched(call.Now))));
    }

    private JsonObject State() => new()
    {
        ["now"] = WireText.Instant(agenda.Now),
        ["speed"] = clock.Speed,
        ["queues"] = centre.Queues.Count(),
        ["users"] = centre.Users.Count(),
        ["tokens"] = tokens.Count,
        ["channels"] = channels.All.Count,
        ["sockets"] = sockets.Open.Count,
        ["subscriptions"] = channels.All.Sum(c => c.Subscriptions.Count),
        ["eventsSent"] = board.Sent,
    };

    // Without the id: who knows it may connect.
    private JsonObject Channels() => Entities(channels.All.Select(c => new JsonObject
    {
        ["clientId"] = c.Token.Client.Id,
        ["userId"] = c.Token.User?.Id,
        ["subscriptions"] = c.Subscriptions.Count,
        ["isConnected"] = c.Socket is not null,
        ["usedAt"] = WireText.Instant(c.UsedAt),
        ["expires"] = WireText.Instant(c.ExpiresAt),
    }));

    private static JsonObject Entities(IEnumerable<JsonNode> entities) => new() { ["entities"] = new JsonArray([.. entities]) };
}
