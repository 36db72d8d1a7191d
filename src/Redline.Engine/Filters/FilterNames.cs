namespace Redline.Engine.Filters;

/// <summary>How queue sets and parameters may be called, so that both spellings of an expression can name them.</summary>
public static class FilterNames
{
    /// <summary>How long an id or a name may be.</summary>
    public const int MaxLength = 64;

    /// <summary>What an id of a queue set is, for who gave something else.</summary>
    internal const string QueueSetRemedy = "The id of a queue set has 1 to 64 letters, digits, `-`, `_` and `.`, the first a letter or digit: set(\"billing\"), {\"queueSet\":\"billing\"}.";

    /// <summary>What a name of a parameter is, for who gave something else.</summary>
    internal const string ParameterRemedy = "The name of a parameter has 1 to 64 letters, digits and `_`, the first a letter, and is no word of the text form: param(limitSeconds), {\"parameter\":\"limitSeconds\"}.";

    /// <summary>Whether a text may be the id of a queue set: ASCII letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; the first a letter or digit.</summary>
    public static bool IsQueueSetId(string id) =>
        id.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>Whether a text may be the name of a parameter: ASCII letters, digits, <c>_</c>; the first a letter; no word of the text form.</summary>
    public static bool IsParameterName(string name) =>
        name.Length is > 0 and <= MaxLength && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !FilterLexer.Known.Contains(name, StringComparer.OrdinalIgnoreCase);
}
