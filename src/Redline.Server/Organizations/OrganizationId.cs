namespace Redline.Server.Organizations;

/// <summary>The organization this server answers for.</summary>
/// <param name="Value">Its id, as tokens and the journal name it.</param>
internal sealed record OrganizationId(string Value);
