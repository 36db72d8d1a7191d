using Redline.Engine;
using Redline.Engine.Escalations;
using Redline.Server.Alerts;
using Redline.Server.Http;

namespace Redline.Server.Escalations;

/// <summary>What the endpoints of escalations answer.</summary>
internal static class EscalationResults
{
    /// <summary>An escalation as it is now.</summary>
    public static async Task<IResult> OneAsync(EscalationParts parts, Escalation before) =>
        Results.Json(EscalationAnswer.Of(await parts.FindAsync(before.FormatId()) ?? before, parts.People));

    /// <summary>What the audit log calls an escalation.</summary>
    public static string Target(Escalation escalation) => "escalation:" + escalation.FormatId();

    /// <summary>What the engine refuses; the owner is named where somebody has it.</summary>
    public static IResult Refused(HttpContext http, EngineRefusalException e) => e.Code switch
    {
        EngineRefusalException.EscalationNotFound => ApiResults.NotFound(http, "escalation"),
        EngineRefusalException.AlertNotFound => ApiResults.BadRequest(http, [new(e.Code, "alertId", e.Message)]),
        _ => AlertResults.Refused(http, e),
    };
}
