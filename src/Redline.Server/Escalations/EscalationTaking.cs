using Redline.Engine.Escalations;
using Redline.Server.Alerts;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Identity.Audit;

namespace Redline.Server.Escalations;

/// <summary>Taking escalations and giving them back, and their alerts with them.</summary>
internal static class EscalationTaking
{
    public static async Task<IResult> AcknowledgeAsync(string id, [AsParameters] EscalationParts parts)
    {
        if (parts.Caller.Person is not { } person) return NoPerson(parts);
        var (asked, refusal) = await AskedAcknowledgement.ReadAsync(parts.Http);
        if (asked is null) return refusal!;
        if (asked.TakeOver && !MayOverrule(person))
            return Refuse(parts, "supervisor.required", "Only a supervisor or an administrator may take an escalation over; leave takeOver out.");
        if (await parts.FindAsync(id) is not { } before) return parts.NotFound();
        await parts.Loop.AskAsync(new AcknowledgeEscalation(before.Number, person.Id, asked.Note, asked.TakeOver));
        if (before.Acknowledgement?.PersonId != person.Id)
            await parts.Http.AuditAsync(before.Acknowledgement is null ? "escalation.acknowledged" : "escalation.taken.over", EscalationResults.Target(before));
        return await EscalationResults.OneAsync(parts, before);
    }

    public static async Task<IResult> WithdrawAsync(string id, [AsParameters] EscalationParts parts)
    {
        if (parts.Caller.Person is not { } person) return NoPerson(parts);
        if (await parts.FindAsync(id) is not { } before) return parts.NotFound();
        await parts.Loop.AskAsync(new WithdrawEscalation(before.Number, person.Id, MayOverrule(person)));
        await parts.Http.AuditAsync("escalation.acknowledgement.withdrawn", EscalationResults.Target(before));
        return await EscalationResults.OneAsync(parts, before);
    }

    private static bool MayOverrule(Person person) => person.Role is PersonRole.Supervisor or PersonRole.Administrator;

    private static IResult NoPerson(EscalationParts parts) => Refuse(
        parts, "person.required", "A person takes an escalation, not a program; sign in, or use a client that was made for a person.");

    private static IResult Refuse(EscalationParts parts, string code, string message) =>
        ApiResults.Refuse(parts.Http, StatusCodes.Status403Forbidden, code, message);
}
