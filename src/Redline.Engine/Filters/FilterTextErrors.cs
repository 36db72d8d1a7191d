using System.Globalization;
using Redline.Engine.Definitions;

namespace Redline.Engine.Filters;

/// <summary>Collects the mistakes of one text and tells them in the order of the text, each with its line and column.</summary>
internal sealed class FilterTextErrors(string text)
{
    // More than are told: the first of them in the order of the text are the ones to tell.
    private const int MaxKept = 10 * DefinitionErrors.Limit;

    private readonly List<(string Code, FilterSpan Span, string Message)> _mistakes = [];

    public int Count => _mistakes.Count;

    public void Add(string code, FilterSpan span, string message)
    {
        if (_mistakes.Count < MaxKept) _mistakes.Add((code, span, message));
    }

    /// <summary>Tells them, each placed by its offending text: for a text that nobody wrote.</summary>
    public void Tell(Func<string, string> placeOf, DefinitionErrors errors)
    {
        foreach (var (code, span, message) in _mistakes.OrderBy(m => m.Span.Start))
            errors.Add(code, placeOf(text[span.Start..span.End]), text[span.Start..span.End], message);
    }

    /// <summary>Tells them; the place of each is <c>path:line:column</c>.</summary>
    public void Tell(string path, DefinitionErrors errors)
    {
        var (line, lineStart, at) = (1, 0, 0);
        foreach (var (code, span, message) in _mistakes.OrderBy(m => m.Span.Start))
        {
            // Lines end as editors end them; columns count UTF-16 code units from 1.
            for (; at < span.Start; at++)
            {
                if (text[at] != '\n' && (text[at] != '\r' || (at + 1 < text.Length && text[at + 1] == '\n'))) continue;
                line++;
                lineStart = at + 1;
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"{path}:{line}:{span.Start - lineStart + 1}");
            errors.Add(code, place, text[span.Start..span.End], message);
        }
    }
}
