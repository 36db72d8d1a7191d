namespace Redline.Server.Identity.Audit;

/// <summary>What the identity part writes into the audit log. The words are stable.</summary>
internal static class AuditAction
{
    public const string SignedIn = "signin.succeeded";
    public const string SignInRefused = "signin.refused";
    public const string SignedOut = "signin.revoked";
    public const string RefreshReused = "refresh.reused";
    public const string CodeMade = "signincode.created";
    public const string ClientMade = "client.created";
    public const string ClientDeleted = "client.deleted";
    public const string KeyMade = "apikey.created";
    public const string KeyDeleted = "apikey.deleted";
    public const string PersonAdded = "person.created";
    public const string PersonChanged = "person.changed";
    public const string PersonRemoved = "person.removed";
    public const string OrganizationBegun = "organization.created";
}
