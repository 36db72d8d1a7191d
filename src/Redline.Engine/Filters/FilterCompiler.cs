using System.Linq.Expressions;
using System.Text;
using static System.Linq.Expressions.Expression;

namespace Redline.Engine.Filters;

/// <summary>
/// Compiles bound expressions to delegates. One delegate serves every expression of the same shape, whatever numbers
/// are written in it: ten thousand queues with a limit of their own each cost one compilation. A test holds it against
/// the plain <see cref="BoundNode.Evaluate"/>. Not safe for use by several threads.
/// </summary>
internal sealed class FilterCompiler
{
    private const int MaxShapes = 4_096; // beyond it the cache starts anew; delegates in use live on
    private const int MaxSize = 200; // compiling takes time with the square of the size: beyond it the plain way serves

    private static readonly ParameterExpression Values = Parameter(typeof(double[]), "values");
    private static readonly ParameterExpression Now = Parameter(typeof(double), "now");
    private static readonly ParameterExpression Constants = Parameter(typeof(double[]), "constants");

    private readonly Dictionary<string, CompiledShape> _shapes = new(StringComparer.Ordinal);

    public Condition Compile(BoundNode root)
    {
        if (SizeOf(root) > MaxSize) return new Condition(root, (values, now, _) => root.Evaluate(values, now), []);
        var constants = new List<double>();
        var key = new StringBuilder();
        var body = Build(root, constants, key);
        if (!_shapes.TryGetValue(key.ToString(), out var compiled))
        {
            if (_shapes.Count >= MaxShapes) _shapes.Clear();
            compiled = Lambda<CompiledShape>(body, Values, Now, Constants).Compile();
            _shapes[key.ToString()] = compiled;
        }

        return new Condition(root, compiled, [.. constants]);
    }

    private static int SizeOf(BoundNode node) => node switch
    {
        BoundLogic logic => 1 + logic.Operands.Sum(SizeOf),
        BoundNot not => 1 + SizeOf(not.Operand),
        BoundCompare compare => 1 + SizeOf(compare.Left) + SizeOf(compare.Right),
        _ => 1,
    };

    private static int SizeOf(BoundValue value) => value is BoundArithmetic arithmetic ? 1 + arithmetic.Operands.Sum(SizeOf) : 1;

    private static Expression Build(BoundNode node, List<double> constants, StringBuilder key)
    {
        switch (node)
        {
            case BoundTruth constant:
                key.Append('T').Append((int)constant.Truth);
                return Constant(constant.Truth);
            case BoundExists exists:
                key.Append("E(").Append(exists.Metric).Append(')');
                return Expression.Condition(IsNaN(Slot((int)exists.Metric)), Constant(Truth.False), Constant(Truth.True));
            case BoundNot not:
                key.Append("N(");
                var operand = Build(not.Operand, constants, key);
                key.Append(')');
                return Convert(Subtract(Constant(2), Convert(operand, typeof(int))), typeof(Truth));
            case BoundCompare compare:
                return BuildCompare(compare, constants, key);
            case BoundLogic logic:
                return BuildLogic(logic, constants, key);
            default:
                throw new InvalidOperationException($"{node.GetType().Name} cannot be compiled");
        }
    }

    // From right to left: x AND rest is False at once when x is; otherwise the lesser of the two.
    private static Expression BuildLogic(BoundLogic logic, List<double> constants, StringBuilder key)
    {
        key.Append(logic.IsAnd ? "A(" : "O(");
        var operands = logic.Operands.Select(o => Build(o, constants, key)).ToArray();
        key.Append(')');
        var decisive = Constant(logic.IsAnd ? Truth.False : Truth.True);
        var result = operands[^1];
        for (var i = operands.Length - 2; i >= 0; i--)
        {
            var first = Variable(typeof(Truth));
            var rest = Variable(typeof(Truth));
            var firstIsUnknown = Equal(first, Constant(Truth.Unknown));
            var merged = Block([rest], Assign(rest, result), Expression.Condition(
                AndAlso(firstIsUnknown, NotEqual(rest, decisive)), Constant(Truth.Unknown), rest));
            result = Block([first], Assign(first, operands[i]), Expression.Condition(Equal(first, decisive), decisive, merged));
        }

        return result;
    }

    private static BlockExpression BuildCompare(BoundCompare compare, List<double> constants, StringBuilder key)
    {
        key.Append('C').Append((int)compare.Operator).Append('(');
        var left = Variable(typeof(double));
        var right = Variable(typeof(double));
        var assignLeft = Assign(left, Build(compare.Left, constants, key));
        key.Append(',');
        var assignRight = Assign(right, Build(compare.Right, constants, key));
        key.Append(')');
        Expression holds = compare.Operator switch
        {
            ComparisonOperator.Equals => Equal(left, right),
            ComparisonOperator.NotEquals => NotEqual(left, right),
            ComparisonOperator.GreaterThan => GreaterThan(left, right),
            ComparisonOperator.GreaterThanOrEqual => GreaterThanOrEqual(left, right),
            ComparisonOperator.LessThan => LessThan(left, right),
            _ => LessThanOrEqual(left, right),
        };

        // NaN makes every order false, so the common outcome "true" needs no further test; NOT_EQUALS asks first.
        var unknown = OrElse(IsNaN(left), IsNaN(right));
        var outcome = compare.Operator == ComparisonOperator.NotEquals
            ? Expression.Condition(unknown, Constant(Truth.Unknown), Expression.Condition(holds, Constant(Truth.True), Constant(Truth.False)))
            : Expression.Condition(holds, Constant(Truth.True), Expression.Condition(unknown, Constant(Truth.Unknown), Constant(Truth.False)));
        return Block([left, right], assignLeft, assignRight, outcome);
    }

    private static Expression Build(BoundValue value, List<double> constants, StringBuilder key)
    {
        switch (value)
        {
            case BoundConstant constant:
                key.Append('k');
                constants.Add(constant.Value);
                return ArrayIndex(Constants, Constant(constants.Count - 1));
            case BoundMetric metric:
                key.Append(metric.Metric);
                return Slot((int)metric.Metric);
            case BoundSince since:
                key.Append(since.Metric);
                return BuildSince((int)since.Metric);
            case BoundArithmetic arithmetic:
                key.Append(arithmetic.Operator).Append('(');
                var operands = arithmetic.Operands.Select(o => Build(o, constants, key)).ToArray();
                key.Append(')');
                return operands.Aggregate((a, b) => Combine(arithmetic.Operator, a, b));
            default:
                throw new InvalidOperationException($"{value.GetType().Name} cannot be compiled");
        }
    }

    // (now - since) / 1000, never negative: Math.Max keeps NaN, and "none" is +infinity, which comes out below 0.
    private static MethodCallExpression BuildSince(int slot) => Call(
        typeof(Math), nameof(Math.Max), null, Constant(0.0), Divide(Subtract(Now, Slot(slot)), Constant(1000.0)));

    private static Expression Combine(ArithmeticOperator op, Expression a, Expression b)
    {
        if (op != ArithmeticOperator.Divide)
        {
            return op switch
            {
                ArithmeticOperator.Add => Add(a, b),
                ArithmeticOperator.Subtract => Subtract(a, b),
                ArithmeticOperator.Multiply => Multiply(a, b),
                ArithmeticOperator.Min => Call(typeof(Math), nameof(Math.Min), null, a, b),
                _ => Call(typeof(Math), nameof(Math.Max), null, a, b),
            };
        }

        var dividend = Variable(typeof(double));
        var divisor = Variable(typeof(double));
        return Block([dividend, divisor], Assign(dividend, a), Assign(divisor, b), Expression.Condition(
            Equal(divisor, Constant(0.0)), Constant(double.NaN), Divide(dividend, divisor)));
    }

    private static BinaryExpression Slot(int index) => ArrayIndex(Values, Constant(index));

    private static MethodCallExpression IsNaN(Expression value) => Call(typeof(double), nameof(double.IsNaN), null, value);
}
