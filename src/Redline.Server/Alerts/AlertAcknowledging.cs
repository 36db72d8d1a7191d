using Redline.Delivery.Alerts;
using Redline.Engine;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Identity.Audit;

namespace Redline.Server.Alerts;

/// <summary>
/// Taking alerts and giving them back. Every answer comes after the commit, which is waited for also when the caller is
/// gone: what was asked is decided and has to be in the audit log.
/// </summary>
internal static class AlertAcknowledging
{
    public static async Task<IResult> AcknowledgeAsync(string id, [AsParameters] AlertParts parts)
    {
        if (parts.Caller.Person is not { } person) return NoPerson(parts);
        var (asked, refusal) = await AskedAcknowledgement.ReadAsync(parts.Http);
        if (asked is null) return refusal!;
        if (asked.TakeOver && !MayOverrule(person))
            return Refuse(parts, "supervisor.required", "Only a supervisor or an administrator may take an alert over; leave takeOver out.");
        if (await AlertReads.FindAsync(parts, id) is not { } before) return AlertReads.NotFound(parts);

        await parts.Loop.AskAsync(new AcknowledgeAlert(before.Alert.Number, person.Id, asked.Note, asked.TakeOver));
        var standing = before.Alert.Acknowledgement;
        if (standing?.PersonId != person.Id)
            await parts.Http.AuditAsync(standing is null ? "alert.acknowledged" : "alert.taken.over", Target(before));
        return await AnswerAsync(parts, before);
    }

    public static async Task<IResult> WithdrawAsync(string id, [AsParameters] AlertParts parts)
    {
        if (parts.Caller.Person is not { } person) return NoPerson(parts);
        if (await AlertReads.FindAsync(parts, id) is not { } before) return AlertReads.NotFound(parts);
        await parts.Loop.AskAsync(new WithdrawAcknowledgement(before.Alert.Number, person.Id, MayOverrule(person)));
        await parts.Http.AuditAsync("alert.acknowledgement.withdrawn", Target(before));
        return await AnswerAsync(parts, before);
    }

    private static bool MayOverrule(Person person) => person.Role is PersonRole.Supervisor or PersonRole.Administrator;

    private static string Target(AlertRecord alert) => "alert:" + alert.Alert.Id;

    private static IResult NoPerson(AlertParts parts) => Refuse(
        parts, "person.required", "A person takes an alert, not a program; sign in, or use a client that was made for a person.");

    private static IResult Refuse(AlertParts parts, string code, string message) =>
        ApiResults.Refuse(parts.Http, StatusCodes.Status403Forbidden, code, message);

    private static async Task<IResult> AnswerAsync(AlertParts parts, AlertRecord before) => AlertResults.One(
        await parts.History.FindAsync(before.Alert.Number, parts.Aborted) ?? before, parts.People);
}
