using System.Runtime.InteropServices;
using System.Text;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Compares names as they stand in a message, so that none has to become a string first. Letters of either case are the
/// same: the platform does not always send back the case it was given.
/// </summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    private const ulong LowerCase = 0x2020202020202020;
    private const ulong Prime = 1099511628211;

    public bool Equals(byte[]? x, byte[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Ascii.EqualsIgnoreCase(x, y));

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => Ascii.EqualsIgnoreCase(alternate, other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        ulong hash = (uint)alternate.Length;
        while (alternate.Length >= sizeof(ulong))
        {
            hash = (hash ^ (MemoryMarshal.Read<ulong>(alternate) | LowerCase)) * Prime;
            alternate = alternate[sizeof(ulong)..];
        }

        foreach (var b in alternate) hash = (hash ^ (b | 0x20u)) * Prime;
        return (int)(hash ^ hash >> 32);
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
