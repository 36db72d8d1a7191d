using System.Collections.Concurrent;
using Redline.Delivery.Deliveries;
using Redline.Delivery.Desktop;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Server.Identity;
using Redline.Server.Organizations;
using Redline.Server.Registrations;

namespace Redline.Server.Desktop;

/// <summary>
/// The live desktops of an organization: lets them in by token and registration, and has <see cref="DesktopSweep"/> look
/// after them until they go. Any thread.
/// </summary>
internal sealed class DesktopHub(
    OrganizationId organization, DesktopFanOut fanOut, ICallers callers, IPeople people, RegistrationStore registrations, DeliveryLedger ledger,
    IOrganizationClock clock, DesktopOptions options)
{
    private readonly ConcurrentDictionary<string, DesktopSession> _sessions = new(StringComparer.Ordinal);
    private int _places;
    private volatile bool _stopping;

    /// <summary>Raised when a desktop was let in, and whether it resumed; must be quick and must not throw. Any thread.</summary>
    public event Action<DesktopSession, bool>? Joined;

    /// <summary>Raised once for each that joined, when its session has ended or its desktop is gone; the same rules.</summary>
    public event Action<DesktopSession>? Left;

    /// <summary>Desktops that have said hello.</summary>
    public int Sessions => _sessions.Count;

    /// <summary>Everybody who is connected, in no particular order.</summary>
    public IEnumerable<DesktopSession> All => _sessions.Values;

    /// <summary>Takes a place for a desktop that is about to say hello; false: there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _places) <= options.MaxSessions) return true;
        Exit();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Exit() => Interlocked.Decrement(ref _places);

    /// <summary>A session by its id; null: there is none.</summary>
    public DesktopSession? Find(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    /// <summary>Lets a desktop in; it finds hello and what it missed in its outbox. Or says why not.</summary>
    public async ValueTask<(DesktopSession? Session, DesktopClosing? Closing)> GreetAsync(
        HelloFrame hello, IDesktopTransport transport, TimeProvider wall)
    {
        if (hello.Protocol != DesktopFrames.Protocol) return (null, DesktopClosing.ProtocolUnsupported);
        if (await FindAsync(hello.Token) is not { Person: { } person } caller) return (null, DesktopClosing.TokenInvalid);
        var registration = registrations.Find(hello.RegistrationId);
        if (RefusalOf(registration, person.Id) is { } refusal) return (null, refusal);
        if (_stopping) return (null, DesktopClosing.ServerStopping);

        var session = new DesktopSession(transport, caller, hello.Token, registration!, Told, options, wall);
        ReplaceOldest(hello.RegistrationId);
        session.Start(Join(session, DirectoryOf(person), hello.Position));
        _sessions[session.Id] = session;
        Joined?.Invoke(session, session.Outbox.IsResumed);

        // Whoever comes while the server stops is told like those who were there.
        if (_stopping) session.Close(DesktopClosing.ServerStopping);
        return (session, null);
    }

    /// <summary>Who a token of a desktop stands for, if it may be one; else null.</summary>
    public async ValueTask<Caller?> FindAsync(string token)
    {
        // A program's token stands for nobody who could be told, another organization's for nobody here.
        var caller = await callers.FindAsync(token, CancellationToken.None);
        return caller is { Person: not null } && caller.OrganizationId == organization.Value && caller.May(Permissions.RegistrationAdd) ? caller : null;
    }

    /// <summary>Forgets a desktop.</summary>
    public void Leave(DesktopSession session)
    {
        if (!_sessions.TryRemove(session.Id, out _)) return;
        fanOut.Leave(session.Outbox);
        Left?.Invoke(session);
    }

    /// <summary>Makes what the people are now count.</summary>
    public void FollowPeople() => fanOut.Follow(new PeopleDirectory(people.All.Select(DirectoryOf)));

    /// <summary>Tells the desktops of a registration how it stands, and ends them when it is over.</summary>
    public void Tell(Registration registration)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.RegistrationId != registration.Id) continue;
            session.Answer(DesktopFrames.Registration(registration.Id, registration.StateWord, registration.Expires));
            if (RefusalOf(registration, session.PersonId) is { } over) session.Close(over);
        }
    }

    /// <summary>Tells every desktop that the server stops, takes no more, and waits a little for them to hear it.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        DesktopSession[] sessions = [.. _sessions.Values];
        foreach (var session in sessions) session.Close(DesktopClosing.ServerStopping);
        try
        {
            await Task.WhenAll(sessions.Select(s => s.Ended)).WaitAsync(options.StopTimeout);
        }
        catch (TimeoutException)
        {
            foreach (var session in sessions) session.Abandon(DesktopClosing.ServerStopping.Code);
        }
    }

    private static DirectoryPerson DirectoryOf(Person person) =>
        new(person.Id, person.Name, PersonRoles.Word(person.Role), person.Visible);

    private static DesktopClosing? RefusalOf(Registration? registration, string personId) =>
        registration is null || registration.PersonId != personId ? DesktopClosing.RegistrationUnknown
        : registration.State switch
        {
            RegistrationState.Expired => DesktopClosing.RegistrationExpired,
            RegistrationState.Revoked => DesktopClosing.RegistrationRevoked,
            _ => null,
        };

    private DesktopOutbox Join(DesktopSession session, DirectoryPerson person, DesktopPosition? position)
    {
        // Somebody who was made a moment ago.
        if (!fanOut.Knows(person)) FollowPeople();
        return fanOut.Join(
            person, position,
            at => DesktopFrames.Hello(at.Epoch, at.Offset, clock.Now, clock.Speed, options.HeartbeatSeconds, session.Id, person.Id, person.Name, session.Caller.Person!.RoleWord),
            session.Signal);
    }

    private void ReplaceOldest(string registrationId)
    {
        DesktopSession[] same = [.. _sessions.Values.Where(s => s.RegistrationId == registrationId)];
        if (same.Length >= options.MaxSessionsPerRegistration) same.MinBy(s => s.HeardAt)!.Close(DesktopClosing.SessionReplaced);
    }

    // What was handed to the network is sent, as far as anybody can know.
    private void Told(DesktopSession session, OutgoingFrame frame)
    {
        if (frame.Routed is { Revision: > 0 } routed)
            ledger.Sent(routed.Subject.Number, routed.Revision, session.PersonId, clock.Now);
        if (frame.Reset is not { Count: > 0 } reset) return;
        var now = clock.Now;
        foreach (var alert in reset) ledger.Sent(alert.Alert.Number, alert.Revision, session.PersonId, now);
    }
}
