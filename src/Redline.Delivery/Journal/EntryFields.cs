namespace Redline.Delivery.Journal;

/// <summary>The hashed parts of an entry as they lie in the store: texts as UTF-8, instants as milliseconds.</summary>
internal readonly ref struct EntryFields
{
    public required ReadOnlySpan<byte> Organization { get; init; }
    public required long Offset { get; init; }
    public required ReadOnlySpan<byte> Kind { get; init; }
    public required long At { get; init; }
    public required long DecidedAt { get; init; }
    public required ReadOnlySpan<byte> Body { get; init; }
}
