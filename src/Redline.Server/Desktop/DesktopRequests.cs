using Redline.Delivery.Deliveries;
using Redline.Delivery.Desktop;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Identity.Audit;
using Redline.Server.Organizations;
using Redline.Server.Registrations;

namespace Redline.Server.Desktop;

/// <summary>
/// Does what desktops ask in their frames, whichever way those came. What has to wait for a commit does not hold up the
/// frames behind it. Any thread.
/// </summary>
internal sealed partial class DesktopRequests(
    DesktopHub hub, DesktopFanOut fanOut, DeliveryLedger ledger, RegistrationStore registrations, EngineLoop loop,
    IPeople people, IJournal journal, OrganizationId organization, IOrganizationClock clock, IEnumerable<AuditLog> audits,
    ILogger<DesktopRequests> logger)
{
    /// <summary>Takes a frame; a hello in the middle of a session is a mistake that ends it.</summary>
    public void Take(DesktopSession session, ClientFrame frame)
    {
        session.Heard();
        switch (frame)
        {
            case PingFrame ping:
                session.Answer(DesktopFrames.Pong(ping.Id));
                break;
            case ReceiptFrame receipt:
                Record(session, receipt);
                break;
            case AcknowledgeFrame acknowledge:
                Begin(session, acknowledge.RequestId, () => AcknowledgeAsync(session, acknowledge));
                break;
            case HideFrame hide:
                Begin(session, hide.RequestId, () => HideAsync(session, hide));
                break;
            case TokenFrame token:
                _ = RenewAsync(session, token);
                break;
            default:
                session.Close(DesktopClosing.FrameInvalid);
                break;
        }
    }

    // A receipt for what the person was never shown proves nothing and is passed over.
    private void Record(DesktopSession session, ReceiptFrame receipt)
    {
        var person = session.PersonId;
        if (fanOut.Find(receipt.AlertNumber, person) is null && !ledger.Knows(receipt.AlertNumber, person)) return;
        if (receipt.RenderedBy is { } by) ledger.Rendered(receipt.AlertNumber, receipt.Revision, person, clock.Now, by);
        else ledger.Received(receipt.AlertNumber, receipt.Revision, person, clock.Now);
    }

    private static void Begin(DesktopSession session, string requestId, Func<Task<byte[]>> answer)
    {
        if (session.TryBegin()) _ = AnswerAsync(session, requestId, answer);
        else session.Answer(DesktopFrames.Answer(requestId, "too.many.requests", "Too many requests are being answered; wait for an answer first."));
    }

    private static async Task AnswerAsync(DesktopSession session, string requestId, Func<Task<byte[]>> answer)
    {
        try
        {
            session.Answer(await answer());
        }
        catch (Exception e) when (StorageRefusals.Is(e))
        {
            session.Answer(DesktopFrames.Answer(requestId, StorageRefusals.Code, StorageRefusals.Message));
        }
        finally
        {
            session.Done();
        }
    }

    private async Task<byte[]> AcknowledgeAsync(DesktopSession session, AcknowledgeFrame frame)
    {
        if (!session.Caller.May(Permissions.AlertAcknowledge))
            return DesktopFrames.Answer(frame.RequestId, "missing.permissions", $"This needs the permission {Permissions.AlertAcknowledge}.");
        if (fanOut.Find(frame.AlertNumber, session.PersonId) is null)
            return DesktopFrames.Answer(frame.RequestId, EngineRefusalException.AlertNotFound, "The alert is over, or is not shown to you.");
        try
        {
            await loop.AskAsync(new AcknowledgeAlert(frame.AlertNumber, session.PersonId, frame.Note));
            await AuditAsync(session, "alert.acknowledged", "alert:" + Alert.FormatId(frame.AlertNumber));
            return DesktopFrames.Answer(frame.RequestId);
        }
        catch (EngineRefusalException e)
        {
            var owner = e.OwnerId is { } id ? people.Find(id)?.Name ?? id : null;
            return DesktopFrames.Answer(frame.RequestId, e.Code, e.Message, owner);
        }
    }

    // What was done stands, also where it cannot be recorded who did it. The demo has no audit log.
    private async Task AuditAsync(DesktopSession session, string action, string target)
    {
        try
        {
            foreach (var audit in audits)
                await audit.RecordAsync(new(session.Caller.SubjectId, action, target, null, session.Id), CancellationToken.None);
        }
        catch (Exception e) when (StorageRefusals.Is(e))
        {
            LogNotAudited(action, target, e);
        }
    }

    private async Task<byte[]> HideAsync(DesktopSession session, HideFrame frame)
    {
        if (fanOut.Hide(session.PersonId, frame.AlertNumber, frame.Severity) is not { } hidden)
            return DesktopFrames.Answer(frame.RequestId, EngineRefusalException.AlertNotFound, "The alert is over, or is not shown to you.");
        await journal.AppendAsync(new JournalBatch(organization.Value, [], [], Records: [hidden.ToWrite()]));
        return DesktopFrames.Answer(frame.RequestId);
    }

    // The registration frame that follows a renewal is its answer, to every session of the registration.
    private async Task RenewAsync(DesktopSession session, TokenFrame frame)
    {
        var caller = await hub.FindAsync(frame.Token);
        if (caller is null || caller.Person!.Id != session.PersonId)
        {
            session.Close(DesktopClosing.TokenInvalid);
            return;
        }

        session.Renew(caller, frame.Token);
        try
        {
            if (await registrations.RenewAsync(session.RegistrationId, CancellationToken.None) is null)
                session.Close(DesktopClosing.RegistrationUnknown);
        }
        catch (Exception e) when (StorageRefusals.Is(e))
        {
            // The token counts; that the registration ends sooner is told in time, and the desktop asks again.
        }
    }

    [LoggerMessage(EventId = 410, Level = LogLevel.Error, Message = "{Action} of {Target} is not in the audit log")]
    private partial void LogNotAudited(string action, string target, Exception reason);
}
