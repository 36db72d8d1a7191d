namespace Redline.Simulator.Calls;

/// <summary>
/// Reads <c>yyyy-MM-ddTHH:mm:ss[.fraction][Z|+hh:mm|+hhmm|+hh]</c>; a space may stand for the T. Without an offset the
/// time is UTC; fractions finer than a millisecond are cut. Own code because a file holds five times a line and the
/// general parser costs ten times as much.
/// </summary>
internal static class IsoInstant
{
    private const int BareLength = 19;
    private const long MinuteMilliseconds = 60_000;

    internal static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length < BareLength || !HasSeparators(text)) return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month)
            || !TryDigits(text[8..10], out var day) || !TryDigits(text[11..13], out var hour)
            || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;

        var rest = text[BareLength..];
        if (!TryFraction(ref rest, out var fraction) || !TryOffset(rest, out var offsetMinutes)) return false;
        var local = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeMilliseconds();
        milliseconds = local + fraction - (offsetMinutes * MinuteMilliseconds);
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    }

    private static bool HasSeparators(ReadOnlySpan<char> text) =>
        text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' ' && text[13] == ':' && text[16] == ':';

    private static bool TryFraction(ref ReadOnlySpan<char> rest, out int milliseconds)
    {
        milliseconds = 0;
        if (rest.IsEmpty || rest[0] is not ('.' or ',')) return true;
        var length = 1;
        for (; length < rest.Length && char.IsAsciiDigit(rest[length]); length++)
        {
            if (length <= 3) milliseconds = (milliseconds * 10) + rest[length] - '0';
        }

        for (var missing = length; missing <= 3; missing++) milliseconds *= 10;
        rest = rest[length..];
        return length > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> rest, out int minutes)
    {
        minutes = 0;
        if (rest.IsEmpty || rest is "Z" or "z") return true;
        if (rest[0] is not ('+' or '-')) return false;
        var digits = rest.Length == 6 && rest[3] == ':' ? 4 : rest.Length == 5 ? 3 : 0;
        if (digits == 0 && rest.Length != 3) return false;
        if (!TryDigits(rest[1..3], out var hours)) return false;
        if (digits > 0 && !TryDigits(rest[digits..], out minutes)) return false;
        if (hours > 18 || minutes > 59) return false;
        minutes = (rest[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character)) return false;
            value = (value * 10) + character - '0';
        }

        return !text.IsEmpty;
    }
}
