using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Flows;

/// <summary>
/// Reads the expression of a decision in either spelling of filter expressions. Collects every mistake; in the text form
/// each with its line and column. Never throws.
/// </summary>
internal sealed class FlowExpressionReader
{
    private static readonly string[] Functions = ["min", "max", "exists"];

    private readonly FlowVariables _variables;
    private readonly FilterTextErrors _mistakes;

    private FlowExpressionReader(FlowVariables variables, FilterTextErrors mistakes) => (_variables, _mistakes) = (variables, mistakes);

    /// <summary>The expression, or null when there was a mistake (then <c>errors</c> has grown).</summary>
    public static FlowExpression? Read(JsonElement json, string path, FlowVariables variables, DefinitionErrors errors)
    {
        var isText = json.ValueKind == JsonValueKind.String;
        var text = isText ? json.GetString() : FlowExpressionText.Of(json, path, errors);
        if (text is null) return null;
        if (text.Length > FlowLimits.TextLength)
        {
            errors.Add("flow.expression.length", path, "", $"The expression is longer than {FlowLimits.TextLength} characters; split it over several decisions.");
            return null;
        }

        var mistakes = new FilterTextErrors(text);
        var syntax = FilterParser.Parse(text, mistakes);
        new FlowExpressionReader(variables, mistakes).Condition(syntax);
        if (isText) mistakes.Tell(path, errors);
        else mistakes.Tell(offending => FlowExpressionText.PlaceOf(json, path, offending), errors);
        return mistakes.Count == 0 ? new(text.Trim(), syntax) : null;
    }

    private void Condition(FilterSyntax syntax)
    {
        switch (syntax)
        {
            case BadSyntax:
                break;
            case ChainSyntax { Operator: FilterTokenKind.And or FilterTokenKind.Or } chain:
                foreach (var operand in chain.Operands) Condition(operand);
                break;
            case CallSyntax { Name.Kind: not FilterTokenKind.Name, Arguments.Count: > 0 } call:
                foreach (var operand in call.Arguments) Condition(operand);
                break;
            case NotSyntax not:
                Condition(not.Operand);
                break;
            case CompareSyntax compare:
                Compare(compare);
                break;
            case BetweenSyntax between:
                Number(between.Subject);
                Number(between.Low);
                Number(between.High);
                break;
            case ListSyntax list:
                List(list);
                break;
            case SetSyntax set:
                _mistakes.Add(FlowExpressionText.NoSets, set.Set, FlowExpressionText.NoSetsRemedy);
                break;
            case CallSyntax call when call.Name.Content.Equals("exists", StringComparison.OrdinalIgnoreCase):
                if (call.Arguments is [NameSyntax name]) KindOf(name);
                else _mistakes.Add("filter.text.exists", call.Span, "Give the name of one variable between the parentheses: exists(data.tier).");
                break;
            default:
                if (syntax is not NameSyntax unknown || KindOf(unknown) is not null)
                    _mistakes.Add("filter.text.condition", syntax.Span, "Expected a condition; compare it with something, such as `> threshold`.");
                break;
        }
    }

    private void Compare(CompareSyntax compare)
    {
        var (left, right) = (Value(compare.Left), Value(compare.Right));
        if (left is not { } a || right is not { } b) return;
        var kind = compare.Operator.Kind;
        var isOfText = kind is FilterTokenKind.Contains or FilterTokenKind.StartsWith;
        var isOfOrder = kind is FilterTokenKind.Greater or FilterTokenKind.GreaterOrEqual or FilterTokenKind.Less or FilterTokenKind.LessOrEqual;
        if (isOfOrder && (a == VariableKind.Text || b == VariableKind.Text))
            _mistakes.Add("filter.operator.type", compare.Operator.Span, "It compares numbers; for a text use =, !=, `in`, `contains` or `startsWith`.");
        else if (isOfText && (a == VariableKind.Number || b == VariableKind.Number))
            _mistakes.Add("filter.operator.type", compare.Operator.Span, "It does not apply to a number; compare it, or use `between` or `in`.");
        else if (!isOfText && !isOfOrder && a != b && a != VariableKind.Either && b != VariableKind.Either)
            _mistakes.Add("filter.value.type", compare.Span, "A number and a text are never equal; texts stand in quotes, numbers do not.");
    }

    private void List(ListSyntax list)
    {
        var kind = Value(list.Subject);
        if (list.Items.Count is 0 or > FilterLimits.ListEntries)
            _mistakes.Add("filter.value.list", list.List, $"A list has 1 to {FilterLimits.ListEntries} entries: (\"gold\", \"silver\").");
        foreach (var item in list.Items)
            if ((kind == VariableKind.Number && item is TextSyntax) || (kind == VariableKind.Text && item is NumberSyntax))
                _mistakes.Add("filter.value.type", item.Span, "The list holds what the variable can be: texts in quotes, numbers without.");
    }

    private void Number(FilterSyntax syntax)
    {
        if (Value(syntax) == VariableKind.Text) _mistakes.Add("filter.value.type", syntax.Span, "Expected a number or a variable that has one.");
    }

    // Null: a mistake, which is told.
    private VariableKind? Value(FilterSyntax syntax)
    {
        switch (syntax)
        {
            case BadSyntax:
                return null;
            case NumberSyntax:
                return VariableKind.Number;
            case TextSyntax text:
                if (text.Value.Length > FilterLimits.TextLength) _mistakes.Add("filter.value.length", text.Span, $"A text has at most {FilterLimits.TextLength} characters.");
                return VariableKind.Text;
            case NameSyntax name:
                return KindOf(name);
            case ChainSyntax { Operator: >= FilterTokenKind.Plus and <= FilterTokenKind.Divide } chain:
                foreach (var operand in chain.Operands) Number(operand);
                return VariableKind.Number;
            case CallSyntax { Name.Kind: FilterTokenKind.Name } call:
                return Call(call);
            default:
                _mistakes.Add("filter.text.numeric", syntax.Span, "Expected a variable, a number or a text, not a condition.");
                return null;
        }
    }

    private VariableKind? Call(CallSyntax call)
    {
        var name = call.Name.Content;
        if (name.Equals("param", StringComparison.OrdinalIgnoreCase))
            _mistakes.Add(FlowExpressionText.NoParameters, call.Span, FlowExpressionText.NoParametersRemedy);
        else if (!Functions.Contains(name, StringComparer.OrdinalIgnoreCase))
            _mistakes.Add("filter.text.function", call.Name.Span, FilterWords.Unknown("function", name, Functions));
        else if (name.Equals("exists", StringComparison.OrdinalIgnoreCase))
            _mistakes.Add("filter.text.numeric", call.Span, "Expected a variable, a number or a text, not a condition.");
        else if (call.Arguments.Count < 2)
            _mistakes.Add("filter.operands.count", call.Span, "Give at least two numbers or variables: max(agentsOnQueue, 1).");
        else foreach (var argument in call.Arguments) Number(argument);
        return VariableKind.Number;
    }

    private VariableKind? KindOf(NameSyntax name)
    {
        if (_variables.Find(name.Name) is { } kind) return kind;
        _mistakes.Add("flow.variable.unknown", name.Span, _variables.Remedy(name.Name));
        return null;
    }
}
