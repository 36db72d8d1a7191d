namespace Redline.Delivery.Journal;

/// <summary>
/// Walks the entries of one organization after another and refuses the first that is missing, out of place or altered.
/// Verification at open and every later read go through it. Allocates nothing per entry. Thread rule: one at a time.
/// </summary>
internal sealed class ChainCursor : IDisposable
{
    /// <summary>The columns <see cref="Accept"/> expects, in the order of the constants below.</summary>
    public const string Columns = "organization_id, entry_offset, kind, at, decided_at, body, hash";

    public const int OrganizationColumn = 0;
    public const int OffsetColumn = 1;
    public const int KindColumn = 2;
    public const int AtColumn = 3;
    public const int DecidedAtColumn = 4;
    public const int BodyColumn = 5;
    public const int HashColumn = 6;

    private readonly JournalHasher _hasher = new();
    private readonly byte[] _hash = new byte[JournalHasher.Size];
    private readonly byte[] _computed = new byte[JournalHasher.Size];
    private byte[] _organization = [];

    /// <summary>The last offset accepted; 0 before the first.</summary>
    public long Offset { get; private set; }

    /// <summary>The hash of the last entry accepted; 32 zero bytes before the first.</summary>
    public ReadOnlySpan<byte> Hash => _hash;

    /// <summary>Whose entries are walked, as UTF-8.</summary>
    public ReadOnlySpan<byte> Organization => _organization;

    /// <summary>Whose entries are walked.</summary>
    public string OrganizationId => JournalText.Decode(_organization);

    /// <summary>Begins an organization at its first entry.</summary>
    public void Begin(ReadOnlySpan<byte> organization)
    {
        _organization = organization.ToArray();
        Offset = 0;
        _hash.AsSpan().Clear();
    }

    /// <summary>Begins after an entry known to be good.</summary>
    public void BeginAfter(ReadOnlySpan<byte> organization, long offset, ReadOnlySpan<byte> hash)
    {
        Begin(organization);
        Offset = offset;
        hash.CopyTo(_hash);
    }

    /// <summary>Checks the entry in the statement's row and moves on to it.</summary>
    /// <exception cref="JournalCorruptException">It is not the next entry, or not what was written.</exception>
    public void Accept(SqliteStatement row)
    {
        var offset = row.Integer(OffsetColumn);
        if (offset != Offset + 1)
        {
            throw new JournalCorruptException(
                OrganizationId, Offset + 1, $"the entry is missing, the next one there is {offset}");
        }

        var kind = row.Bytes(KindColumn);
        var stored = row.Bytes(HashColumn);
        // Checked before hashing: a longer text would not fit the hasher's frame.
        var sound = kind.Length <= JournalText.MaxBytes && _organization.Length <= JournalText.MaxBytes;
        if (sound)
        {
            var entry = new EntryFields
            {
                Organization = _organization,
                Offset = offset,
                Kind = kind,
                At = row.Integer(AtColumn),
                DecidedAt = row.Integer(DecidedAtColumn),
                Body = row.Bytes(BodyColumn),
            };
            _hasher.HashEntry(entry, _hash, _computed);
            sound = stored.SequenceEqual(_computed);
        }

        if (!sound)
        {
            throw new JournalCorruptException(
                OrganizationId, offset, "its content or its place does not match its hash");
        }

        Offset = offset;
        stored.CopyTo(_hash);
    }

    /// <inheritdoc/>
    public void Dispose() => _hasher.Dispose();
}
