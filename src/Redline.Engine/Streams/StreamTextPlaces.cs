using System.Globalization;
using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Streams;

/// <summary>
/// Finds where a name that is not there stands in what was written: an expression may be a text, which has lines and
/// columns where its tree has a JSON path. Pure.
/// </summary>
public static class StreamTextPlaces
{
    /// <summary>An expression names a queue set that is not there.</summary>
    public const string QueueSetUnknown = "filter.queueSet.unknown";

    /// <summary>An expression names a parameter that is not there.</summary>
    public const string ParameterUnknown = "filter.parameter.unknown";

    /// <summary>
    /// A mistake about a name that is not there, with <c>path:line:column</c> where the expression is written as text; any
    /// other as it is.
    /// </summary>
    /// <param name="written">What was read.</param>
    /// <param name="error">The mistake; its path begins with <c>$</c>, which is <paramref name="written"/>.</param>
    public static DefinitionError Of(JsonElement written, DefinitionError error)
    {
        if (error.Code is not (QueueSetUnknown or ParameterUnknown)) return error;
        if (TextAt(written, error.Path) is not var (text, path)) return error;
        var errors = new FilterTextErrors(text);
        if (SpanOf(new FilterLexer(text, errors).Read(), error) is not { } span) return error;
        errors.Add(error.Code, span, error.Message);
        var told = new DefinitionErrors();
        errors.Tell(path, told);
        return error with { Path = told.All[^1].Path };
    }

    // The text that stands on the way to a place, and where it stands; null: none does.
    private static (string Text, string Path)? TextAt(JsonElement json, string path)
    {
        for (int at = 1, end; at < path.Length; at = end)
        {
            end = path.AsSpan(at + 1).IndexOfAny('.', '[') is var next and >= 0 ? at + 1 + next : path.Length;
            if (Step(json, path[at..end]) is not { } inner) return null;
            if (inner.ValueKind == JsonValueKind.String) return end < path.Length ? (inner.GetString()!, path[..end]) : null;
            json = inner;
        }

        return null;
    }

    private static JsonElement? Step(JsonElement json, string step)
    {
        if (step[0] == '.') return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(step[1..], out var value) ? value : null;
        return json.ValueKind == JsonValueKind.Array && int.TryParse(step.Trim('[', ']'), CultureInfo.InvariantCulture, out var index) && index < json.GetArrayLength()
            ? json[index] : null;
    }

    private static FilterSpan? SpanOf(List<FilterToken> tokens, DefinitionError error)
    {
        var (function, kind) = error.Code == QueueSetUnknown ? ("set", FilterTokenKind.Text) : ("param", FilterTokenKind.Name);
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (tokens[i].Kind == FilterTokenKind.Name && tokens[i].Content.Equals(function, StringComparison.OrdinalIgnoreCase)
                && tokens[i + 1].Kind == FilterTokenKind.Open && tokens[i + 2].Kind == kind && tokens[i + 2].Content == error.Offending)
                return tokens[i + 2].Span;
        }

        return null;
    }
}
