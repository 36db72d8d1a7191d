namespace Redline.Server.Identity.Audit;

/// <summary>One line of the audit log: who did what to what. Holds ids only, no names and no secrets.</summary>
/// <param name="Id">Counts up from 1.</param>
/// <param name="At">When, in wall time.</param>
/// <param name="Actor">The subject that did it; null: nobody known (a refused sign-in) or the server itself.</param>
/// <param name="Action">What; one of <see cref="AuditAction"/> or another feature's stable word.</param>
/// <param name="Target">To what: <c>client:…</c>, <c>person:…</c>; null: nothing in particular.</param>
/// <param name="Reason">Why, as a stable code; null: it needs none.</param>
/// <param name="ContextId">The correlation id of the request; null: it was none.</param>
internal sealed record AuditEntry(
    long Id, DateTimeOffset At, string? Actor, string Action, string? Target, string? Reason, string? ContextId);

/// <summary>An entry before it has its number and instant.</summary>
internal readonly record struct NewAuditEntry(
    string? Actor, string Action, string? Target = null, string? Reason = null, string? ContextId = null);
