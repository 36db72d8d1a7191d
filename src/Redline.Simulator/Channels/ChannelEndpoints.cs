using System.Text.Json.Nodes;
using Redline.Simulator.Http;

namespace Redline.Simulator.Channels;

/// <summary>Channels and their subscriptions by REST.</summary>
internal sealed class ChannelEndpoints(ChannelRegister register)
{
    private const string Channels = "/api/v2/notifications/channels";
    private const string Subscriptions = Channels + "/{channelId}/subscriptions";

    internal void Map(RouteTable routes)
    {
        routes.Add("POST", Channels, Requirement.Token, call => EmulatedAnswer.Json(Describe(register.Create(call.Token), call)));
        routes.Add("GET", Channels, Requirement.Token, List);
        routes.Add("HEAD", Channels + "/{channelId}", Requirement.Token, call => On(call, _ => EmulatedAnswer.Nothing(200)));
        routes.Add("GET", Subscriptions, Requirement.Token, call => On(call, channel => Listing(channel, channel.Subscriptions.Values)));
        routes.Add("POST", Subscriptions, Requirement.Token, call => On(call, channel => Subscribe(call, channel, replace: false)));
        routes.Add("PUT", Subscriptions, Requirement.Token, call => On(call, channel => Subscribe(call, channel, replace: true)));
        routes.Add("DELETE", Subscriptions, Requirement.Token, call => On(call, Clear));
    }

    private EmulatedAnswer List(PlatformCall call)
    {
        var scope = call.Query["includechannels"] ?? "token";
        if (scope is not ("token" or "oauthclient")) return call.InvalidValue(scope, "includechannels", "token, oauthclient");
        var own = register.Of(call.Token).Where(c => scope == "oauthclient" || c.Token == call.Token);
        return EmulatedAnswer.Json(new JsonObject { ["entities"] = new JsonArray([.. own.Select(c => Describe(c, call))]) });
    }

    private EmulatedAnswer On(PlatformCall call, Func<NotificationChannel, EmulatedAnswer> answer) =>
        register.Find(call.Values[0], call.Token) is { } channel ? answer(channel) : call.NotFound("channel");

    private EmulatedAnswer Clear(NotificationChannel channel)
    {
        register.Unsubscribe(channel);
        return EmulatedAnswer.Nothing(200);
    }

    private EmulatedAnswer Subscribe(PlatformCall call, NotificationChannel channel, bool replace)
    {
        if (call.ReadJson() is not JsonArray body || Ids(body) is not { } ids) return call.BadRequest("The body is a list of topics, each with an id.");
        var checks = ids.Select(id => register.Check(id, call.Token)).ToList();
        if (!call.Query.Flag("ignoreErrors") && Refuse(call, checks) is { } refusal) return refusal;
        if (!register.Subscribe(channel, checks, replace))
            return call.BadRequest("Too many subscriptions", "notification.subscription.too.many.subscriptions");
        return Listing(channel, checks);
    }

    // One bad topic fails them all.
    private static EmulatedAnswer? Refuse(PlatformCall call, List<Subscription> checks)
    {
        if (checks.Find(c => c.Rejection is { IsUnknown: true }) is { } unknown)
            return call.BadRequest($"The subscription topic is not valid: {unknown.Id}", "notification.invalid.topic");
        if (checks.Find(c => c.Rejection is not null)?.Rejection is not { } rejection) return null;
        return rejection.MissingPermissions.Count > 0 ? call.Missing(Requirement.All([.. rejection.MissingPermissions])) : call.NotAuthorized();
    }

    private static List<string>? Ids(JsonArray body)
    {
        var ids = body.Select(t => t is JsonObject topic && topic["id"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null).ToList();
        return ids.Contains(null) ? null : [.. ids.OfType<string>()];
    }

    private static JsonObject Describe(NotificationChannel channel, PlatformCall call)
    {
        var address = call.Request.BaseUri.Replace("http", "ws", StringComparison.Ordinal) + channel.Path;
        var body = new JsonObject { ["connectUri"] = address, ["id"] = channel.Id, ["expires"] = WireText.Instant(channel.ExpiresAt) };
        if (channel.Token == call.Token) return body;

        // That there is one may be known, not how to get into it.
        body.Remove("connectUri");
        body.Remove("id");
        return body;
    }

    private static EmulatedAnswer Listing(NotificationChannel channel, IEnumerable<Subscription> subscriptions) =>
        EmulatedAnswer.Json(new JsonObject { ["entities"] = new JsonArray([.. subscriptions.Select(s => Describe(channel, s))]) });

    private static JsonObject Describe(NotificationChannel channel, Subscription subscription)
    {
        var body = new JsonObject
        {
            ["id"] = subscription.Id,
            ["state"] = subscription.Rejection is null ? "Permitted" : "Rejected",
            ["selfUri"] = $"/api/v2/notifications/channels/{channel.Id}/subscriptions/{subscription.Id}",
        };
        if (subscription.Rejection is not { } rejection) return body;
        body["rejectionReason"] = rejection.Reason;
        body["missingPermissions"] = new JsonArray([.. rejection.MissingPermissions.Select(p => JsonValue.Create(p))]);
        return body;
    }
}
