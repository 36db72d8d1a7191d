using System.Text;

namespace Redline.Delivery.Journal;

/// <summary>The rule for the journal's words and ids, and their encoding.</summary>
internal static class JournalText
{
    /// <summary>The most bytes of UTF-8 a word or id may have.</summary>
    public const int MaxBytes = 200;

    /// <summary>Strict: a text with a lone surrogate would otherwise be stored, and hashed, as another text.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Refuses what cannot be stored as the same text.</summary>
    /// <exception cref="ArgumentException">Empty, too long, with a NUL, or not Unicode.</exception>
    public static void Check(string? text, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        if (text.Contains('\0')) throw new ArgumentException("Must not contain NUL.", name);
        var bytes = text.Length > MaxBytes ? text.Length : Utf8.GetByteCount(text);
        if (bytes > MaxBytes) throw new ArgumentException($"Must not be longer than {MaxBytes} bytes of UTF-8.", name);
    }

    /// <summary>The UTF-8 of a checked text, in a new array.</summary>
    public static byte[] Encode(string text) => Utf8.GetBytes(text);

    /// <summary>The UTF-8 of a checked text, in <paramref name="buffer"/>.</summary>
    public static ReadOnlySpan<byte> Encode(string text, Span<byte> buffer) => buffer[..Utf8.GetBytes(text, buffer)];

    /// <summary>For messages and for entries whose hash has been checked: never throws.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
