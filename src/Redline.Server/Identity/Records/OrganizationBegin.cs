namespace Redline.Server.Identity.Records;

/// <summary>That an organization has begun, so that its first sign-in code is printed once.</summary>
/// <param name="At">When.</param>
internal sealed record OrganizationBegin(DateTimeOffset At);
