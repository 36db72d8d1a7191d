namespace Redline.Delivery.Journal;

/// <summary>
/// The journal is not what was written, so nothing may be decided from it. There is no repair: the chain of hashes
/// after the place cannot be trusted either.
/// </summary>
public sealed class JournalCorruptException : Exception
{
    /// <summary>Corruption at one entry of one organization.</summary>
    /// <param name="organizationId">Whose journal.</param>
    /// <param name="offset">The first offset that is wrong or missing.</param>
    /// <param name="found">What was found there, as a clause.</param>
    public JournalCorruptException(string organizationId, long offset, string found)
        : base($"The journal of organization '{organizationId}' is corrupt at offset {offset}: {found}. {WhatToDo}")
    {
        (OrganizationId, Offset, Found) = (organizationId, offset, found);
    }

    /// <summary>Corruption of the store that belongs to no entry.</summary>
    /// <param name="found">What was found, as a clause.</param>
    public JournalCorruptException(string found)
        : base($"The journal's database is corrupt: {found}. {WhatToDo}")
    {
        Found = found;
    }

    /// <summary>Whose journal; null when the damage belongs to no entry.</summary>
    public string? OrganizationId { get; }

    /// <summary>The first offset that is wrong or missing; null when the damage belongs to no entry.</summary>
    public long? Offset { get; }

    /// <summary>What was found, as a clause.</summary>
    public string Found { get; }

    /// <summary>Always <see cref="JournalErrorCode.Corrupt"/>.</summary>
    public string Code { get; } = JournalErrorCode.Corrupt;

    private const string WhatToDo =
        "Keep the files for inquiry, check the disk, and restore the newest backup; do not edit the database.";
}
