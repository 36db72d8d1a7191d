namespace Redline.Engine.Filters;

/// <summary>Two numbers compared, and the exact instant at which the outcome changes as time passes.</summary>
internal sealed class BoundCompare(BoundValue left, ComparisonOperator op, BoundValue right) : BoundNode
{
    private const long Reach = 1L << 45; // about a thousand years: further off counts as never

    public BoundValue Left => left;

    public ComparisonOperator Operator => op;

    public BoundValue Right => right;

    public override uint Reads => left.Reads | right.Reads;

    public override Truth Evaluate(double[] values, double now) =>
        Compare(left.Evaluate(values, now), op, right.Evaluate(values, now));

    public override void CollectComparisons(List<BoundCompare> into) => into.Add(this);

    public static Truth Compare(double a, ComparisonOperator op, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return Truth.Unknown;
        var holds = op switch
        {
            ComparisonOperator.Equals => a == b,
            ComparisonOperator.NotEquals => a != b,
            ComparisonOperator.GreaterThan => a > b,
            ComparisonOperator.GreaterThanOrEqual => a >= b,
            ComparisonOperator.LessThan => a < b,
            _ => a <= b,
        };
        return holds ? Truth.True : Truth.False;
    }

    public override long NextLeafChange(double[] values, long now)
    {
        var l = left.LineAt(values, now);
        var r = right.LineAt(values, now);
        var bend = Math.Min(l.ValidUntil, r.ValidUntil);
        var closing = l.Slope - r.Slope;
        var apart = l.Value - r.Value;
        if (closing == 0 || double.IsNaN(apart)) return bend;
        var root = now - apart / closing * 1000.0;
        if (!(Math.Abs(root - now) < Reach)) return bend;
        var flip = op is ComparisonOperator.Equals or ComparisonOperator.NotEquals
            ? FlipOfEquality(values, now, (long)Math.Floor(root))
            : FlipOfOrder(values, now, (long)Math.Floor(root));
        return Math.Min(flip, bend);
    }

    // Equality holds at one millisecond only (or at none, when the lines meet between two): look around the meeting point.
    private long FlipOfEquality(double[] values, long now, long root)
    {
        var current = Evaluate(values, now);
        if (Evaluate(values, now + 1) != current) return now + 1;
        for (var t = Math.Max(now + 1, root - 1); t <= root + 2; t++)
            if (Evaluate(values, t) != current)
                return t;
        return long.MaxValue;
    }

    // An order flips once. The estimate is good to a millisecond unless the slope is tiny: then the span is widened
    // until it holds the flip, and halved until the flip stands alone, so that what Evaluate says is what counts.
    private long FlipOfOrder(double[] values, long now, long root)
    {
        var current = Evaluate(values, now);
        if (root < now - 1) return long.MaxValue;
        var high = Math.Max(now + 1, root - 1);
        var low = now;
        for (long step = 1; Evaluate(values, high) == current; step *= 2)
        {
            if (step > Math.Max(1 << 20, (root - now) / 1024)) return long.MaxValue;
            low = high;
            high += step;
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Evaluate(values, middle) == current) low = middle;
            else high = middle;
        }

        return high;
    }
}
