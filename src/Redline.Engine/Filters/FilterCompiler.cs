using System.Linq.Expressions;
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
    private readonly FilterShape _shape = new();
    private int _constants; // how many have been met of the expression that is compiled

    public Condition Compile(BoundNode root)
    {
        if (SizeOf(root) > MaxSize) return new Condition(root, (values, now, _) => root.Evaluate(values, now), []);
        var (key, constants) = _shape.Of(root);
        if (!_shapes.TryGetValue(key, out var compiled))
        {
            if (_shapes.Count >= MaxShapes) _shapes.Clear();
            _constants = 0;
            compiled = Lambda<CompiledShape>(Build(root), Values, Now, Constants).Compile();
            _shapes[key] = compiled;
        }

        return new Condition(root, compiled, constants);
    }

    private static int SizeOf(BoundNode node) => node switch
    {
        BoundLogic logic => 1 + logic.Operands.Sum(SizeOf),
        BoundNot not => 1 + SizeOf(not.Operand),
        BoundCompare compare => 1 + SizeOf(compare.Left) + SizeOf(compare.Right),
        _ => 1,
    };

    private static int SizeOf(BoundValue value) => value is BoundArithmetic arithmetic ? 1 + arithmetic.Operands.Sum(SizeOf) : 1;

    private Expression Build(BoundNode node)
    {
        switch (node)
        {
            case BoundTruth constant:
                return Constant(constant.Truth);
            case BoundExists exists:
                return Expression.Condition(IsNaN(Slot((int)exists.Metric)), Constant(Truth.False), Constant(Truth.True));
            case BoundNot not:
                var operand = Build(not.Operand);
                return Convert(Subtract(Constant(2), Convert(operand, typeof(int))), typeof(Truth));
            case BoundCompare compare:
                return BuildCompare(compare);
            case BoundLogic logic:
                return BuildLogic(logic);
            default:
                throw new InvalidOperationException($"{node.GetType().Name} cannot be compiled");
        }
    }

    // From right to left: x AND rest is False at once when x is; otherwise the lesser of the two.
    private Expression BuildLogic(BoundLogic logic)
    {
        var operands = logic.Operands.Select(o => Build(o)).ToArray();
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

    private BlockExpression BuildCompare(BoundCompare compare)
    {
        var left = Variable(typeof(double));
        var right = Variable(typeof(double));
        var assignLeft = Assign(left, Build(compare.Left));
        var assignRight = Assign(right, Build(compare.Right));
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

    private Expression Build(BoundValue value)
    {
        switch (value)
        {
            case BoundConstant constant:
                return ArrayIndex(Constants, Constant(_constants++));
            case BoundMetric metric:
                return Slot((int)metric.Metric);
            case BoundSince since:
                return BuildSince((int)since.Metric);
            case BoundArithmetic arithmetic:
                var operands = arithmetic.Operands.Select(o => Build(o)).ToArray();
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
