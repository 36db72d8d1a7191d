namespace Redline.TestKit.Scenarios;

/// <summary>One command line: <c>[at TIME] VERB [REST]</c>.</summary>
/// <param name="LineNumber">Where it stands, from 1.</param>
/// <param name="At">The time as written; null: the command happens when the one before did.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Rest">What follows the verb.</param>
public sealed record ScenarioCommand(int LineNumber, string? At, string Verb, string Rest)
{
    /// <summary>Takes a line apart.</summary>
    public static ScenarioCommand Parse(int lineNumber, string text)
    {
        var (first, rest) = Split(text);
        if (first != "at") return new ScenarioCommand(lineNumber, null, first, rest);
        var (at, command) = Split(rest);
        var (verb, tail) = Split(command);
        return new ScenarioCommand(lineNumber, at, verb, tail);
    }

    /// <summary>The rest as <c>key=value</c> pairs.</summary>
    /// <exception cref="ScenarioException">A word is no such pair, or a key comes twice.</exception>
    public Dictionary<string, string> Arguments()
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new ScenarioException($"line {LineNumber}: `{word}` is not key=value");
            if (!arguments.TryAdd(word[..equals], word[(equals + 1)..]))
                throw new ScenarioException($"line {LineNumber}: `{word[..equals]}` is given twice");
        }

        return arguments;
    }

    private static (string First, string Tail) Split(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].TrimStart());
    }
}
