namespace Redline.TestKit.Scenarios;

/// <summary>One block of a scenario file: what is done, and exactly what comes of it.</summary>
/// <param name="LineNumber">Where it starts in the file, from 1.</param>
/// <param name="Head">The lines above <c>----</c> as written, comments included.</param>
/// <param name="Expected">The lines below it.</param>
public sealed record ScenarioBlock(int LineNumber, IReadOnlyList<string> Head, IReadOnlyList<string> Expected)
{
    /// <summary>
    /// The commands with their line numbers. Comments are left out; an indented line goes on with the line before it,
    /// so that the body of a stream may be written as people read JSON.
    /// </summary>
    public IEnumerable<(int LineNumber, string Text)> Commands()
    {
        (int LineNumber, string Text)? open = null;
        for (var i = 0; i < Head.Count; i++)
        {
            var line = Head[i];
            if (line.StartsWith('#') || line.Length == 0) continue;
            if (open is { } begun && (line[0] == ' ' || line[0] == '}' || line[0] == ']'))
            {
                open = (begun.LineNumber, begun.Text + '\n' + line);
                continue;
            }

            if (open is { } whole) yield return whole;
            open = (LineNumber + i, line);
        }

        if (open is { } last) yield return last;
    }
}
