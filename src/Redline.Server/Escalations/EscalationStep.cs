using System.Globalization;
using Redline.Engine.Flows;
using Redline.Server.Effects;
using Redline.Server.Identity;

namespace Redline.Server.Escalations;

/// <summary>The step of a flow that made an escalation: <c>X17/node2/2</c>.</summary>
internal static class EscalationStep
{
    /// <summary>
    /// The step that sends a request, by the key its effect goes out under. Believed of the flows' own principal alone: nobody
    /// else can be it, and what others send as a key says nothing.
    /// </summary>
    public static string? Of(HttpContext http, Caller caller)
    {
        if (caller.SubjectId != OwnServer.SubjectId) return null;
        var key = http.Request.Headers["Idempotency-Key"].ToString().Split('/', 2);
        return key.Length == 2 && ExecutionOf(key[1]) is not null ? key[1] : null;
    }

    /// <summary>The number of the execution of a step; null: there is none.</summary>
    public static long? ExecutionOf(string? step) =>
        step?.Split('/')[0] is { Length: > 1 } id && id[0] == 'X' && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Execution.FormatId(number) == id
            ? number
            : null;
}
