using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// A number as it moves from an instant on: value plus slope per second, right until <paramref name="ValidUntil"/>
/// (milliseconds, where it bends; <see cref="long.MaxValue"/>: never). NaN is unknown and does not move.
/// </summary>
internal readonly record struct Line(double Value, double Slope, long ValidUntil);

/// <summary>A number of a bound expression, read from the stored values of one scope. NaN is unknown.</summary>
internal abstract class BoundValue
{
    public abstract uint Reads { get; }

    public abstract double Evaluate(double[] values, double now);

    /// <summary>The line the value moves on from <paramref name="now"/>, until it bends.</summary>
    public abstract Line LineAt(double[] values, long now);
}

/// <summary>A number that never moves.</summary>
internal sealed class BoundConstant(double value) : BoundValue
{
    public double Value => value;

    public override uint Reads => 0;

    public override double Evaluate(double[] values, double now) => value;

    public override Line LineAt(double[] values, long now) => new(value, 0, long.MaxValue);
}

/// <summary>A metric that stands still between observations.</summary>
internal sealed class BoundMetric(Metric metric) : BoundValue
{
    public Metric Metric => metric;

    public override uint Reads => metric.Bit();

    public override double Evaluate(double[] values, double now) => values[(int)metric];

    public override Line LineAt(double[] values, long now) => new(values[(int)metric], 0, long.MaxValue);
}

/// <summary>A metric that grows by one second a second from its start; before its start, and when there is none, it is 0.</summary>
internal sealed class BoundSince(Metric metric) : BoundValue
{
    public Metric Metric => metric;

    public override uint Reads => metric.Bit();

    public override double Evaluate(double[] values, double now) => metric.ValueAt(values[(int)metric], now);

    public override Line LineAt(double[] values, long now)
    {
        var since = values[(int)metric];
        if (double.IsNaN(since)) return new(double.NaN, 0, long.MaxValue);
        if (since == Metrics.None) return new(0, 0, long.MaxValue);
        return since > now ? new(0, 0, (long)since) : new((now - since) / 1000.0, 1, long.MaxValue);
    }
}

/// <summary>Arithmetic; <see cref="TimeLinearity"/> has made sure that it stays piecewise linear in time.</summary>
internal sealed class BoundArithmetic(ArithmeticOperator op, BoundValue[] operands) : BoundValue
{
    public ArithmeticOperator Operator => op;

    public IReadOnlyList<BoundValue> Operands => operands;

    public override uint Reads
    {
        get
        {
            uint mask = 0;
            foreach (var operand in operands) mask |= operand.Reads;
            return mask;
        }
    }

    public override double Evaluate(double[] values, double now)
    {
        var result = operands[0].Evaluate(values, now);
        for (var i = 1; i < operands.Length; i++) result = Combine(result, operands[i].Evaluate(values, now));
        return result;
    }

    public override Line LineAt(double[] values, long now)
    {
        var result = operands[0].LineAt(values, now);
        for (var i = 1; i < operands.Length; i++) result = Combine(result, operands[i].LineAt(values, now), now);
        return result;
    }

    private double Combine(double a, double b) => op switch
    {
        ArithmeticOperator.Add => a + b,
        ArithmeticOperator.Subtract => a - b,
        ArithmeticOperator.Multiply => a * b,
        ArithmeticOperator.Divide => b == 0 ? double.NaN : a / b,
        ArithmeticOperator.Min => Math.Min(a, b),
        _ => Math.Max(a, b),
    };

    private Line Combine(Line a, Line b, long now)
    {
        var until = Math.Min(a.ValidUntil, b.ValidUntil);
        var value = Combine(a.Value, b.Value);
        return op switch
        {
            ArithmeticOperator.Add => new(value, a.Slope + b.Slope, until),
            ArithmeticOperator.Subtract => new(value, a.Slope - b.Slope, until),
            ArithmeticOperator.Multiply => new(value, a.Slope * b.Value + b.Slope * a.Value, until),
            ArithmeticOperator.Divide => new(value, b.Value == 0 ? 0 : a.Slope / b.Value, until),
            ArithmeticOperator.Min => Lesser(a, b, until, now),
            _ => Negate(Lesser(Negate(a), Negate(b), until, now)),
        };
    }

    private static Line Negate(Line line) => new(-line.Value, -line.Slope, line.ValidUntil);

    // The lesser of two lines bends where the other becomes the lesser one.
    private static Line Lesser(Line a, Line b, long until, long now)
    {
        if (double.IsNaN(a.Value) || double.IsNaN(b.Value)) return new(double.NaN, 0, until);
        var (low, high) = a.Value < b.Value || (a.Value == b.Value && a.Slope <= b.Slope) ? (a, b) : (b, a);
        var closing = low.Slope - high.Slope;
        if (closing <= 0) return low with { ValidUntil = until };
        var bend = now + Math.Floor((high.Value - low.Value) / closing * 1000.0);
        return low with { ValidUntil = bend < until ? Math.Max(now + 1, (long)bend) : until };
    }
}
