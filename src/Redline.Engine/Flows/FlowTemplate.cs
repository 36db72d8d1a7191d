using System.Text;
using Redline.Engine.Definitions;

namespace Redline.Engine.Flows;

/// <summary>
/// A text with variables in double braces: <c>{{queueName}} waits {{waitTimeSeconds}} s</c>. Numbers are rounded to a
/// tenth in a text; a variable without a value reads <c>unknown</c>. Immutable.
/// </summary>
public sealed class FlowTemplate
{
    private readonly List<(bool IsName, string Text)> _parts;

    private FlowTemplate(string source, List<(bool, string)> parts) => (Source, _parts) = (source, parts);

    /// <summary>The text as it was written.</summary>
    public string Source { get; }

    /// <summary>The one variable it consists of; null: it is more, or less, than that.</summary>
    internal string? Single => _parts is [(true, var name)] ? name : null;

    /// <summary>Whether it begins with a text that no variable can change.</summary>
    internal string Beginning => _parts is [(false, var text), ..] ? text : "";

    internal IEnumerable<string> Names => _parts.Where(p => p.IsName).Select(p => p.Text);

    /// <summary>Reads a template; its mistakes are collected. Null: there was one.</summary>
    internal static FlowTemplate? Read(string source, string path, FlowVariables variables, DefinitionErrors errors)
    {
        var template = Parse(source);
        var open = source.LastIndexOf("{{", StringComparison.Ordinal);
        if (open >= 0 && source.IndexOf("}}", open, StringComparison.Ordinal) < 0)
        {
            errors.Add("flow.template.braces", path, source[open..], "Close the braces: {{queueName}}.");
            return null;
        }

        var unknown = template.Names.Where(n => variables.Find(n) is null).ToArray();
        foreach (var name in unknown) errors.Add("flow.variable.unknown", path, name, variables.Remedy(name));
        return unknown.Length == 0 ? template : null;
    }

    /// <summary>A template whose variables were checked before.</summary>
    internal static FlowTemplate Parse(string source)
    {
        var parts = new List<(bool, string)>();
        for (var at = 0; at < source.Length;)
        {
            var open = source.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : source.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0) open = source.Length;
            if (open > at) parts.Add((false, source[at..open]));
            if (close < 0) break;
            parts.Add((true, source[(open + 2)..close].Trim()));
            at = close + 2;
        }

        return new(source, parts);
    }

    /// <summary>The value where the template is one variable, else a text; null: that variable has no value.</summary>
    internal FlowValue? Value(Func<string, FlowValue?> read) => Single is { } name ? read(name) : new FlowValue(null, Text(read));

    /// <summary>The text, at most <see cref="FlowLimits.BodyLength"/> long.</summary>
    /// <param name="read">The value of a variable.</param>
    /// <param name="spell">How the text of a variable stands in it; null: as it is.</param>
    internal string Text(Func<string, FlowValue?> read, Func<string, string>? spell = null)
    {
        var text = new StringBuilder();
        foreach (var (isName, part) in _parts)
        {
            var said = isName ? Said(read(part)) : part;
            text.Append(isName && spell is not null ? spell(said) : said);
            if (text.Length > FlowLimits.BodyLength) return text.ToString(0, FlowLimits.BodyLength);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Source;

    private static string Said(FlowValue? value) => value switch
    {
        null => "unknown",
        { Number: { } number } => new FlowValue(Math.Round(number, 1), null).ToString(),
        { } text => text.ToString(),
    };
}
