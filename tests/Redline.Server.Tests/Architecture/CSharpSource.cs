using System.Text;

namespace Redline.Server.Tests.Architecture;

/// <summary>
/// A C# file without its comments, texts and characters: each is blanked, line ends kept, so that words and braces in
/// it are not taken for code. Good enough for house rules; not a parser.
/// </summary>
internal static class CSharpSource
{
    public static string Strip(string source)
    {
        var code = new StringBuilder(source);
        var i = 0;
        while (i < source.Length)
        {
            var end = EndOfBlank(source, i);
            for (var k = i; k < end; k++)
                if (source[k] is not '\n')
                    code[k] = ' ';
            i = Math.Max(end, i + 1);
        }

        return code.ToString();
    }

    // Where the comment, text or character that begins at i ends; i when none begins there.
    private static int EndOfBlank(string s, int i)
    {
        if (At(s, i, "//")) return IndexOrEnd(s, "\n", i);
        if (At(s, i, "/*")) return IndexOrEnd(s, "*/", i + 2) + 2;
        if (s[i] == '\'') return EndOfQuoted(s, i + 1, '\'');
        var quote = i;
        while (quote < s.Length && s[quote] is '$' or '@') quote++;
        if (quote == s.Length || s[quote] != '"') return i;
        if (At(s, quote, "\"\"\"")) return EndOfRaw(s, quote);
        var isVerbatim = s.AsSpan(i, quote - i).Contains('@');
        return isVerbatim ? EndOfVerbatim(s, quote + 1) : EndOfQuoted(s, quote + 1, '"', isInterpolated: quote > i);
    }

    private static int EndOfQuoted(string s, int i, char quote, bool isInterpolated = false)
    {
        for (; i < s.Length && s[i] is not '\n'; i++)
        {
            if (s[i] == '\\') i++;
            else if (s[i] == quote) return i + 1;
            else if (isInterpolated && s[i] == '{') i = At(s, i, "{{") ? i + 1 : EndOfHole(s, i) - 1;
        }

        return i;
    }

    // A hole of an interpolated text may hold texts of its own.
    private static int EndOfHole(string s, int i)
    {
        var depth = 0;
        while (i < s.Length)
        {
            var end = EndOfBlank(s, i);
            if (end > i)
            {
                i = end;
                continue;
            }

            if (s[i] == '{') depth++;
            if (s[i] == '}' && --depth == 0) return i + 1;
            i++;
        }

        return i;
    }

    private static int EndOfVerbatim(string s, int i)
    {
        for (; i < s.Length; i++)
        {
            if (s[i] != '"') continue;
            if (!At(s, i, "\"\"")) return i + 1;
            i++;
        }

        return i;
    }

    private static int EndOfRaw(string s, int quote)
    {
        var length = 0;
        while (quote + length < s.Length && s[quote + length] == '"') length++;
        return Math.Min(s.Length, IndexOrEnd(s, new string('"', length), quote + length) + length);
    }

    private static bool At(string s, int i, string text) => string.CompareOrdinal(s, i, text, 0, text.Length) == 0;

    private static int IndexOrEnd(string s, string text, int from)
    {
        var index = s.IndexOf(text, from, StringComparison.Ordinal);
        return index < 0 ? s.Length : index;
    }
}
