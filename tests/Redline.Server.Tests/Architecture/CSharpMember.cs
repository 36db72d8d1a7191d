using System.Text.RegularExpressions;

namespace Redline.Server.Tests.Architecture;

/// <summary>A method, constructor, property or operator, found by braces and semicolons in stripped C#.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line of its first word, from 1; attributes and comments before it are not counted.</param>
/// <param name="Lines">How many lines it has, the closing brace included.</param>
internal sealed partial record CSharpMember(string Name, int Line, int Lines)
{
    /// <summary>Every member of every type of a file. Fields are left out: a table in one may be long.</summary>
    /// <param name="code">What <see cref="CSharpSource.Strip"/> gives.</param>
    public static IEnumerable<CSharpMember> In(string code)
    {
        var first = TypeHeader().Match(code);
        if (!first.Success) yield break;
        var i = first.Index + first.Length;
        while (SkipToMember(code, ref i))
        {
            var start = i;
            var header = ReadMember(code, ref i);
            if (TypeWord().IsMatch(header) || (Assignment().IsMatch(header) && !Operator().IsMatch(header))) continue;
            yield return new(NameOf(header), LineOf(code, start), code.AsSpan(start, i - start).Count('\n') + 1);
        }
    }

    // A closing brace met between members ends a type; what follows belongs to the type around it, or is the next one.
    private static bool SkipToMember(string code, ref int i)
    {
        while (i < code.Length)
        {
            if (code[i] == '[') i = EndOfBracket(code, i);
            else if (char.IsWhiteSpace(code[i]) || code[i] is '}' or ';') i++;
            else return true;
        }

        return false;
    }

    // Moves behind the member's `;` or last block. Of a type only the `{` is passed: its members come next.
    private static string ReadMember(string code, ref int i)
    {
        var start = i;
        while (i < code.Length)
        {
            if (code[i] == ';') return code[start..i++];
            if (code[i] is not ('(' or '[' or '{'))
            {
                i++;
                continue;
            }

            var header = code[start..i];
            var isBlock = code[i] == '{';
            var isType = isBlock && TypeWord().IsMatch(header) && !EnumWord().IsMatch(header);
            i = isType ? i + 1 : EndOfBracket(code, i);
            if (isType || (isBlock && !GoesOn(code, i))) return header;
        }

        return code[start..];
    }

    // `= new() { ... };`, `{ get; } = 5;`, `x switch { ... };`: the member ends with a semicolon behind its block.
    private static bool GoesOn(string code, int i)
    {
        while (i < code.Length && char.IsWhiteSpace(code[i])) i++;
        return i < code.Length && code[i] is ';' or '=' or '.' or ',' or ')';
    }

    private static int EndOfBracket(string code, int i)
    {
        var depth = 0;
        for (; i < code.Length; i++)
        {
            if (code[i] is '(' or '[' or '{') depth++;
            if (code[i] is ')' or ']' or '}' && --depth == 0) return i + 1;
        }

        return i;
    }

    private static int LineOf(string code, int index) => code.AsSpan(0, index).Count('\n') + 1;

    private static string NameOf(string header) => MemberName().Match(header) is { Success: true } match
        ? match.Groups[1].Value
        : header.Trim().Split('\n')[0];

    [GeneratedRegex(@"\b(?:class|struct|record|interface)\b[^;{]*\{")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"(?<![:,]\s*)\b(?:class|struct|record|interface|enum)\s+\w")]
    private static partial Regex TypeWord();

    [GeneratedRegex(@"\benum\s+\w")]
    private static partial Regex EnumWord();

    [GeneratedRegex(@"^[^(]*?(?<![=!<>])=(?![=>])")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\boperator\b")]
    private static partial Regex Operator();

    [GeneratedRegex(@"(\w+)\s*(?:<[^>()]*>)?\s*(?:\(|=>|$)")]
    private static partial Regex MemberName();
}
