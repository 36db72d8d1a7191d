using Redline.Server.Identity;
using Redline.Server.Records;

namespace Redline.Server.Registrations;

/// <summary>Decides what a change to the registrations writes. One thread at a time: within a change.</summary>
internal sealed class RegistrationWrites(
    RegistrationStore store, RecordMap<Registration> byId, RecordMap<SigningSecret> secrets, RegistrationOptions options)
{
    private const int MaxRemovedAtOnce = 1000;

    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMinutes(1);

    private DateTimeOffset _nextRemoval;

    public RegistrationOutcome Add(RecordChange change, NewRegistration wanted, RegistrationActor actor, DateTimeOffset now)
    {
        var all = store.OfPerson(wanted.PersonId);
        var same = all.FirstOrDefault(r => r.Is(wanted.PersonId, wanted.DeviceId, wanted.ChannelId));
        if (same is not { IsLive: true })
        {
            if (all.Count(r => r.IsLive) >= options.MaxPerPerson) return new(null, Refusal: RegistrationRefusal.PersonLimit);
            if (OrganizationIsFull(now)) return new(null, Refusal: RegistrationRefusal.OrganizationLimit);
        }

        RemoveOld(change, now);
        if (same is null or { State: RegistrationState.Revoked }) return Make(change, wanted, all, same, actor, now);
        var renewed = same with
        {
            DeviceType = wanted.Device.Type,
            AppVersion = wanted.AppVersion,
            EndpointUrl = wanted.EndpointUrl,
        };
        renewed = Renewed(renewed, now);
        change.Put(byId, renewed.Id, renewed);
        return new(renewed, IsNew: false, RenewSecret(change, wanted, renewed.Id, actor));
    }

    public Registration? Renew(RecordChange change, string id, DateTimeOffset now)
    {
        if (store.Find(id) is not { IsLive: true } found) return null;
        var renewed = Renewed(found, now);
        change.Put(byId, id, renewed);
        return renewed;
    }

    public (Registration? Registration, bool Changed) Revoke(RecordChange change, string id, RegistrationActor actor, DateTimeOffset now)
    {
        if (store.Find(id) is not { IsLive: true } found) return (store.Find(id), false);
        var revoked = found with { RevokedAt = now, State = RegistrationState.Revoked };
        change.Put(byId, id, revoked);
        if (secrets.Find(id) is not null) change.Remove(secrets, id);
        Audit(change, actor, "registration.revoked", id);
        return (revoked, true);
    }

    private RegistrationOutcome Make(
        RecordChange change, NewRegistration wanted, IReadOnlyList<Registration> all, Registration? revoked,
        RegistrationActor actor, DateTimeOffset now)
    {
        // One that was revoked is over for good; and who registers and revokes without end keeps only so many.
        var over = all.Where(r => !r.IsLive && r != revoked).SkipLast(options.MaxPerPerson);
        foreach (var old in revoked is null ? over : over.Append(revoked)) Remove(change, old.Id);
        var made = Renewed(
            new Registration(
                Secrets.MakeId(), wanted.PersonId, wanted.Device.Type, wanted.DeviceId, wanted.ChannelId, wanted.AppVersion,
                wanted.EndpointUrl, now, now, now),
            now);
        change.Put(byId, made.Id, made);
        Audit(change, actor, "registration.created", made.Id);
        return new(made, IsNew: true, wanted.Device.IsProgram ? MakeSecret(change, made.Id) : null);
    }

    private string? RenewSecret(RecordChange change, NewRegistration wanted, string id, RegistrationActor actor)
    {
        var has = secrets.Find(id) is not null;
        if (!wanted.Device.IsProgram)
        {
            if (has) change.Remove(secrets, id);
            return null;
        }

        if (has && !wanted.RotateSecret) return null;
        Audit(change, actor, "registration.secret.rotated", id);
        return MakeSecret(change, id);
    }

    private string MakeSecret(RecordChange change, string id)
    {
        var secret = Secrets.Make();
        change.Put(secrets, id, new SigningSecret(secret));
        return secret;
    }

    private Registration Renewed(Registration registration, DateTimeOffset now) => registration with
    {
        RenewedAt = now,
        Expires = now + options.Life + options.Grace,
        State = options.ExpiryNotice < options.Life ? RegistrationState.Active : RegistrationState.Expiring,
    };

    // Those that are over do not count; to count them all is dear, and is only done at the bound.
    private bool OrganizationIsFull(DateTimeOffset now) =>
        byId.Count >= options.MaxPerOrganization
        && byId.All.Count(r => store.At(r.Value, now) is { IsLive: true }) >= options.MaxPerOrganization;

    // Rides on a write that is made anyway; what counts as removed is found by nobody, whether or not it is still there.
    private void RemoveOld(RecordChange change, DateTimeOffset now)
    {
        if (now < _nextRemoval) return;
        _nextRemoval = now + RemovalInterval;
        foreach (var old in store.Removable(now).Take(MaxRemovedAtOnce).ToArray()) Remove(change, old.Id);
    }

    private void Remove(RecordChange change, string id)
    {
        change.Remove(byId, id);
        if (secrets.Find(id) is not null) change.Remove(secrets, id);
    }

    private static void Audit(RecordChange change, RegistrationActor actor, string action, string id) =>
        change.Audit(new(actor.Subject, action, "registration:" + id, null, actor.ContextId));
}
