using Redline.Simulator.Faults;
using Redline.Simulator.Http;
using Redline.Simulator.Limits;
using Redline.Simulator.Tokens;

namespace Redline.Simulator;

/// <summary>What every request passes: token, rate limit, permission, operation, and the headers every answer has.</summary>
internal sealed class PlatformAnswering(RouteTable routes, TokenStore tokens, RateLimits limits, FaultBoard faults)
{
    internal EmulatedAnswer Answer(EmulatedRequest request, long now)
    {
        var correlationId = WireText.NewId();
        if (request.Path.Split('/')[1] == FaultEndpoints.Prefix.TrimStart('/')) return OwnAnswer(request, now, correlationId);
        if (faults.Outage is { } outage) return AddHeaders(Fail(outage, correlationId), request, now, correlationId);
        var answer = request.Method == "OPTIONS" ? Preflight(request) : Answer(request, now, correlationId);
        if (request.Method == "HEAD") answer = answer with { Body = default, ContentType = null };
        return AddHeaders(answer, request, now, correlationId);
    }

    // What is the simulation's own works through every fault, and for no page: a page could not be told from its user.
    private EmulatedAnswer OwnAnswer(EmulatedRequest request, long now, string correlationId) => request.Headers.ContainsKey("Origin")
        ? PlatformRefusal.Answer(403, "not.authorized", "No page may do this.", correlationId)
        : Answer(request, now, correlationId);

    private static EmulatedAnswer Fail(Fault outage, string correlationId)
    {
        const string message = "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).";
        return PlatformRefusal.Answer(503, "service.unavailable", message, correlationId) with { IsCut = outage.Refuses };
    }

    private EmulatedAnswer Answer(EmulatedRequest request, long now, string correlationId)
    {
        if (routes.Find(request.Method, request.Path, out var status) is not { } found)
            return status == 404
                ? PlatformRefusal.Answer(404, "not.found", "The requested resource was not found.", correlationId)
                : PlatformRefusal.Answer(405, "method.not.allowed", "HTTP 405 Method Not Allowed", correlationId);
        var requirement = found.Operation.Requirement;
        if (requirement.IsOpen) return found.Operation.Handle(new(request, found.Values, null, correlationId, now));

        var header = request.Headers.GetValueOrDefault("Authorization");
        if (string.IsNullOrWhiteSpace(header))
            return PlatformRefusal.Answer(401, "authentication.required", "No authentication bearer token specified in authorization header.", correlationId);
        if (tokens.Find(header, now) is not { } token)
            return PlatformRefusal.Answer(401, "bad.credentials", "Invalid login credentials.", correlationId);
        if (faults.Storm() is { } seconds) return limits.AddHeaders(limits.Refuse(seconds, correlationId), token, now);
        var answer = limits.Count(token, now, correlationId) ?? Allowed(new(request, found.Values, token, correlationId, now), found.Operation);
        return limits.AddHeaders(answer, token, now);
    }

    private EmulatedAnswer Allowed(PlatformCall call, Operation operation)
    {
        var requirement = operation.Requirement;
        if (requirement.IsForPeople && call.Token.User is null)
            return call.BadRequest("This request requires a user context. Client credentials cannot be used for requests that require a user context.");
        return requirement.IsMetBy(p => tokens.Has(call.Token, p)) ? operation.Handle(call) : call.Missing(requirement);
    }

    // The SDK runs in pages of any origin.
    private static EmulatedAnswer Preflight(EmulatedRequest request) => EmulatedAnswer.Nothing()
        .With("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
        .With("Access-Control-Allow-Headers", request.Headers.GetValueOrDefault("Access-Control-Request-Headers", "Authorization, Content-Type"))
        .With("Access-Control-Max-Age", "600");

    private EmulatedAnswer AddHeaders(EmulatedAnswer answer, EmulatedRequest request, long now, string correlationId)
    {
        var all = answer.With("ININ-Correlation-Id", correlationId).With("Date", WireText.HttpDate(now + (long)(faults.ClockOffsetSeconds * 1_000)));
        if (!request.Headers.TryGetValue("Origin", out var origin)) return all;
        return all.With("Access-Control-Allow-Origin", origin).With("Vary", "Origin").With("Access-Control-Allow-Credentials", "true")
            .With("Access-Control-Expose-Headers", "ININ-Correlation-Id, inin-ratelimit-count, inin-ratelimit-allowed, inin-ratelimit-reset, Retry-After, Date");
    }
}
