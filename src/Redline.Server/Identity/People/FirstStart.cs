using Redline.Delivery.People;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Records;
using Redline.Server.Records;

namespace Redline.Server.Identity.People;

/// <summary>Lets the first administrator in: somebody has to be able to sign in before anybody can be let in. Any thread.</summary>
internal sealed class FirstStart(IdentityStore store, SignInCodeIssue codes)
{
    private const string FirstAdministratorId = "admin";

    /// <summary>At the first start of an organization an administrator's sign-in code, to be printed once; later null.</summary>
    public Task<NewSignInCode?> BeginAsync(CancellationToken cancellationToken) => store.ChangeAsync(
        change =>
        {
            if (store.HasBegun) return null;
            store.Begin(change);
            change.Audit(new(null, AuditAction.OrganizationBegun, "organization:" + store.OrganizationId));
            return Issue(change);
        },
        cancellationToken);

    /// <summary>
    /// Another code for an administrator, for who has the data directory and lost the first one. Never by the API.
    /// </summary>
    public async Task<NewSignInCode> RecoverAsync(CancellationToken cancellationToken) =>
        await store.ChangeAsync(Issue, cancellationToken);

    // For an administrator of people.yaml if it names one; else for one of Redline's own.
    private NewSignInCode Issue(RecordChange change)
    {
        var administrator = store.People.All.Select(p => p.Value)
            .Where(p => p.Role == PersonRole.Administrator).OrderBy(p => p.Id, StringComparer.Ordinal).FirstOrDefault();
        if (administrator is null)
        {
            administrator = new(FirstAdministratorId, "Administrator", PersonRole.Administrator, Visibility.Everything, null, null, FromFile: false);
            change.Put(store.People, administrator.Id, administrator);
            change.Audit(new(null, AuditAction.PersonAdded, Subjects.PersonPrefix + administrator.Id, "first.start"));
        }

        return codes.Issue(change, administrator.Id, null, null);
    }
}
