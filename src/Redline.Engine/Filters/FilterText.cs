using System.Globalization;
using System.Text;
using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// Spells a filter expression as text people read: <c>waitTimeSeconds > 300 and mediaType = "voice"</c>. Different trees
/// give different texts, so that nothing is lost; parentheses stand only where the tree needs them.
/// The grammar is in <c>docs/specs/filter-text.md</c>.
/// </summary>
public static class FilterText
{
    private static readonly string[] Comparisons = ["=", "!=", ">", ">=", "<", "<="];

    /// <summary>The text of an expression.</summary>
    public static string Of(FilterNode node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    /// <summary>The text of a number in an expression.</summary>
    public static string Of(ValueNode value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>A text in quotes, escaped as in JSON.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2);
        Quote(quoted, text);
        return quoted.ToString();
    }

    private static void Write(StringBuilder text, FilterNode node)
    {
        switch (node)
        {
            case LogicNode logic:
                WriteLogic(text, logic);
                break;
            case NotNode not:
                text.Append("not ");
                WriteWithin(text, not.Operand, parentheses: not.Operand is LogicNode { Operands.Count: > 1 });
                break;
            case CompareNode compare:
                Write(text, compare.Left);
                text.Append(' ').Append(Comparisons[(int)compare.Operator]).Append(' ');
                Write(text, compare.Right);
                break;
            case BetweenNode between:
                Write(text, between.Value);
                text.Append(" between ");
                Write(text, between.Low);
                text.Append(" and ");
                Write(text, between.High);
                break;
            case NumberInNode list:
                Write(text, list.Value);
                text.Append(list.Negated ? " not in (" : " in (").AppendJoin(", ", list.Candidates.Select(Spell)).Append(')');
                break;
            case TextNode test:
                WriteTest(text, test);
                break;
            case QueueSetNode set:
                text.Append(FilterWords.WordOf(FilterWords.TextFields, TextField.QueueId)).Append(set.Negated ? " not in set(" : " in set(");
                Quote(text, set.QueueSetId);
                text.Append(')');
                break;
            case TextExistsNode exists:
                text.Append("exists(").Append(FilterWords.WordOf(FilterWords.TextFields, exists.Field)).Append(')');
                break;
            case MetricExistsNode exists:
                text.Append("exists(").Append(exists.Metric.Name()).Append(')');
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} has no text");
        }
    }

    // One operand alone cannot stand between words: it is written as a call, and reads back as the same node.
    private static void WriteLogic(StringBuilder text, LogicNode logic)
    {
        var word = logic.IsAnd ? "and" : "or";
        if (logic.Operands.Count == 1)
        {
            text.Append(word);
            WriteWithin(text, logic.Operands[0], parentheses: true);
            return;
        }

        for (var i = 0; i < logic.Operands.Count; i++)
        {
            if (i > 0) text.Append(' ').Append(word).Append(' ');

            // AND binds tighter than OR; the same word within itself is another tree than one flat chain.
            var operand = logic.Operands[i];
            var isTighter = operand is not LogicNode { Operands.Count: > 1 } inner || (inner.IsAnd && !logic.IsAnd);
            WriteWithin(text, operand, parentheses: !isTighter);
        }
    }

    private static void WriteWithin(StringBuilder text, FilterNode node, bool parentheses)
    {
        if (parentheses) text.Append('(');
        Write(text, node);
        if (parentheses) text.Append(')');
    }

    private static void WriteTest(StringBuilder text, TextNode test)
    {
        text.Append(FilterWords.WordOf(FilterWords.TextFields, test.Field)).Append(test.Test switch
        {
            TextTest.Equals => " = ",
            TextTest.NotEquals => " != ",
            TextTest.In => " in (",
            TextTest.NotIn => " not in (",
            TextTest.Contains => " contains ",
            _ => " startsWith ",
        });
        for (var i = 0; i < test.Candidates.Count; i++)
        {
            if (i > 0) text.Append(", ");
            Quote(text, test.Candidates[i]);
        }

        if (test.Test is TextTest.In or TextTest.NotIn) text.Append(')');
    }

    private static void Write(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case ConstantValue constant:
                text.Append(Spell(constant.Value));
                break;
            case MetricValue metric:
                text.Append(metric.Metric.Name());
                break;
            case ParameterValue parameter:
                text.Append("param(").Append(parameter.Name).Append(')');
                break;
            case ArithmeticValue { Operator: ArithmeticOperator.Min or ArithmeticOperator.Max } call:
                text.Append(call.Operator == ArithmeticOperator.Min ? "min(" : "max(");
                for (var i = 0; i < call.Operands.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    Write(text, call.Operands[i]);
                }

                text.Append(')');
                break;
            case ArithmeticValue chain:
                WriteChain(text, chain);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} has no text");
        }
    }

    // A run of one operator is one node; where the operator changes, what stands to the left is the first operand.
    private static void WriteChain(StringBuilder text, ArithmeticValue chain)
    {
        for (var i = 0; i < chain.Operands.Count; i++)
        {
            if (i > 0) text.Append(' ').Append("+-*/"[(int)chain.Operator]).Append(' ');
            var operand = chain.Operands[i];
            var parentheses = operand is ArithmeticValue inner && Rank(inner.Operator) is var rank && rank < 2
                && (rank < Rank(chain.Operator) || (rank == Rank(chain.Operator) && (i > 0 || inner.Operator == chain.Operator)));
            if (parentheses) text.Append('(');
            Write(text, operand);
            if (parentheses) text.Append(')');
        }
    }

    private static int Rank(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add or ArithmeticOperator.Subtract => 0,
        ArithmeticOperator.Multiply or ArithmeticOperator.Divide => 1,
        _ => 2,
    };

    private static string Spell(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static void Quote(StringBuilder text, string content)
    {
        text.Append('"');
        for (var i = 0; i < content.Length; i++)
        {
            var c = content[i];
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (char.IsSurrogatePair(content, i)) text.Append(c).Append(content[++i]);
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029') text.Append($"\\u{(int)c:x4}");
            else text.Append(c);
        }

        text.Append('"');
    }
}
