using System.Text;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Names of media types, each made a string once. The set is open and bounded: beyond 32 names a message's part is
/// passed over, as no contact centre has that many. One thread at a time.
/// </summary>
internal sealed class MediaTypeNames
{
    private const int MaxNames = 32;

    private readonly Dictionary<byte[], string> _names = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public MediaTypeNames() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The name of a media type, always the same string; null: there are too many.</summary>
    public string? Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) return null;
        if (_lookup.TryGetValue(name, out var known)) return known;
        if (_names.Count >= MaxNames) return null;
        var text = Encoding.UTF8.GetString(name).ToLowerInvariant();
        _names.Add(name.ToArray(), text);
        return text;
    }
}
