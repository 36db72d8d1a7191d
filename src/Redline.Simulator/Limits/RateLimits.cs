using System.Globalization;
using System.Text.Json.Nodes;
using Redline.Simulator.Http;
using Redline.Simulator.Tokens;

namespace Redline.Simulator.Limits;

/// <summary>
/// So many requests a minute and token, in simulated time. What a client does by itself and what it does for a user have
/// limits of their own name.
/// </summary>
internal sealed class RateLimits(int perMinute)
{
    /// <summary>Counts a request. Null: it may pass; the headers then tell how many are left.</summary>
    internal EmulatedAnswer? Count(AccessToken token, long now, string correlationId)
    {
        token.Rate.Add(now);
        return token.Rate.Count <= perMinute ? null : Refuse(token.Rate.SecondsLeft(now), correlationId, KeyOf(token));
    }

    internal EmulatedAnswer AddHeaders(EmulatedAnswer answer, AccessToken token, long now) => answer
        .With("inin-ratelimit-count", Text(token.Rate.Count))
        .With("inin-ratelimit-allowed", Text(perMinute))
        .With("inin-ratelimit-reset", Text(token.Rate.SecondsLeft(now)));

    internal EmulatedAnswer Refuse(int seconds, string correlationId, string key = "client.credentials.token.rate.per.minute")
    {
        var body = PlatformRefusal.Body(
            429, "too.many.requests.retry.after", $"Rate limit exceeded the maximum. Retry the request in [{seconds}] seconds", correlationId);
        body["limit"] = new JsonObject { ["key"] = key, ["namespace"] = "platform.api", ["value"] = perMinute };
        return EmulatedAnswer.Json(body, 429).With("Retry-After", Text(seconds));
    }

    private static string KeyOf(AccessToken token) =>
        token.User is null ? "client.credentials.token.rate.per.minute" : "org.app.user.rate.per.minute";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
