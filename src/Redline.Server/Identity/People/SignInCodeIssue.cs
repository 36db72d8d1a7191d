using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Records;
using Redline.Server.Identity.Tokens;
using Redline.Server.Records;

namespace Redline.Server.Identity.People;

/// <summary>A code that was just made, to be shown once. No record: it must not be spelled out.</summary>
internal sealed class NewSignInCode(string code, DateTimeOffset expires)
{
    /// <summary>The code itself.</summary>
    public string Code { get; } = code;

    /// <summary>When it ends.</summary>
    public DateTimeOffset Expires { get; } = expires;
}

/// <summary>Makes one-time codes within a change. A person has at most 10; with one more, the oldest ends.</summary>
internal sealed class SignInCodeIssue(IdentityStore store, IdentityOptions options, TimeProvider wall)
{
    private const int MaxCodes = 10;

    /// <summary>A code for a person who exists.</summary>
    public NewSignInCode Issue(RecordChange change, string personId, string? actor, string? contextId)
    {
        var present = store.Codes.All.Where(c => c.Value.PersonId == personId).OrderBy(c => c.Value.Expires).ToArray();
        foreach (var (key, _) in present.SkipLast(MaxCodes - 1)) change.Remove(store.Codes, key);
        var code = new NewSignInCode(Secrets.Make(), wall.GetUtcNow() + options.SignInCodeLife);
        change.Put(store.Codes, Secrets.Hash(code.Code), new SignInCode(personId, code.Expires));
        change.Audit(new(actor, AuditAction.CodeMade, Subjects.PersonPrefix + personId, null, contextId));
        return code;
    }
}
