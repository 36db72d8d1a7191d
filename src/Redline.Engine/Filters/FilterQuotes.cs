using System.Globalization;
using System.Text;

namespace Redline.Engine.Filters;

/// <summary>Reads the quoted texts of the text form: double quotes with the escapes of JSON; single quotes are taken too.</summary>
internal sealed class FilterQuotes(string text, FilterTextErrors errors)
{
    private const string Escapes = "\"\\/bfnrt'";
    private const string Escaped = "\"\\/\b\f\n\r\t'";

    /// <summary>The text whose opening quote stands at a place.</summary>
    public FilterToken Read(int start)
    {
        var content = new StringBuilder();
        var isGood = true;
        var at = start + 1;
        while (at < text.Length && text[at] != text[start] && text[at] is not ('\n' or '\r'))
        {
            if (text[at] == '\\') isGood &= Unescape(ref at, content);
            else content.Append(text[at++]);
        }

        if (at == text.Length || text[at] != text[start])
        {
            errors.Add("filter.text.quote", new(start, at), "The text has no closing quote on its line; add it.");
            return new(FilterTokenKind.Bad, new(start, at));
        }

        var token = new FilterToken(FilterTokenKind.Text, new(start, at + 1), content.ToString());
        if (isGood && IsUnicode(token.Content)) return token;
        if (isGood) errors.Add("filter.text.escape", token.Span, "The text is not valid Unicode; type it anew.");
        return token with { Kind = FilterTokenKind.Bad };
    }

    private bool Unescape(ref int at, StringBuilder content)
    {
        var start = at;
        at = Math.Min(at + 2, text.Length);
        var which = at - start == 2 ? text[start + 1] : ' ';
        if (which == 'u' && at + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            at += 4;
            content.Append((char)unit);
            return true;
        }

        if (Escapes.IndexOf(which, StringComparison.Ordinal) is var index and >= 0)
        {
            content.Append(Escaped[index]);
            return true;
        }

        errors.Add("filter.text.escape", new(start, at), "Write \\\\ for a backslash; the other escapes are those of JSON.");
        return false;
    }

    private static bool IsUnicode(string content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if (!char.IsSurrogate(content[i])) continue;
            if (!char.IsSurrogatePair(content, i)) return false;
            i++;
        }

        return true;
    }
}
