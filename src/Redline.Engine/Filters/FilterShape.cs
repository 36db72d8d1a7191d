using System.Text;

namespace Redline.Engine.Filters;

/// <summary>
/// Spells the shape of bound expressions: the same text for those that differ in their numbers alone, which come apart from
/// it in the order in which <see cref="FilterCompiler"/> meets them. Not safe for use by several threads.
/// </summary>
internal sealed class FilterShape
{
    private readonly StringBuilder _key = new();
    private readonly List<double> _constants = [];

    public (string Key, double[] Constants) Of(BoundNode root)
    {
        _key.Clear();
        _constants.Clear();
        Spell(root);
        return (_key.ToString(), [.. _constants]);
    }

    private void Spell(BoundNode node)
    {
        switch (node)
        {
            case BoundTruth constant:
                _key.Append('T').Append((int)constant.Truth);
                break;
            case BoundExists exists:
                _key.Append("E(").Append((int)exists.Metric).Append(')');
                break;
            case BoundNot not:
                _key.Append("N(");
                Spell(not.Operand);
                _key.Append(')');
                break;
            case BoundCompare compare:
                _key.Append('C').Append((int)compare.Operator).Append('(');
                Spell(compare.Left);
                _key.Append(',');
                Spell(compare.Right);
                _key.Append(')');
                break;
            case BoundLogic logic:
                _key.Append(logic.IsAnd ? "A(" : "O(");
                foreach (var operand in logic.Operands) Spell(operand);
                _key.Append(')');
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} cannot be compiled");
        }
    }

    private void Spell(BoundValue value)
    {
        switch (value)
        {
            case BoundConstant constant:
                _key.Append('k');
                _constants.Add(constant.Value);
                break;
            case BoundMetric metric:
                _key.Append('m').Append((int)metric.Metric).Append(' ');
                break;
            case BoundSince since:
                _key.Append('s').Append((int)since.Metric).Append(' ');
                break;
            case BoundArithmetic arithmetic:
                _key.Append('a').Append((int)arithmetic.Operator).Append('(');
                foreach (var operand in arithmetic.Operands) Spell(operand);
                _key.Append(')');
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} cannot be compiled");
        }
    }
}
