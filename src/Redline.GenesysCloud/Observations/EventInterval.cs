using System.Text;
using Redline.Engine;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// The interval of metrics, <c>start/end</c>: an instant when both are the same, else a half hour so far. One that cannot
/// be read counts as an instant.
/// </summary>
internal readonly record struct EventInterval(Instant Start, Instant End)
{
    private const int MaxLength = 40;

    /// <summary>Whether it has a length.</summary>
    public bool IsHalfHour => End > Start;

    /// <summary>Reads an interval; allocates nothing.</summary>
    public static EventInterval Read(ReadOnlySpan<byte> text)
    {
        var slash = text.IndexOf((byte)'/');
        if (slash < 0 || text[..slash].SequenceEqual(text[(slash + 1)..])) return default;
        return TryRead(text[..slash], out var start) && TryRead(text[(slash + 1)..], out var end) ? new(start, end) : default;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        Span<char> chars = stackalloc char[MaxLength];
        if (text.Length > MaxLength || !Ascii.IsValid(text)) return false;
        Ascii.ToUtf16(text, chars, out var written);
        return Instant.TryParse(chars[..written], out instant);
    }
}
