using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// A filter expression bound to one queue and media type: the identity is folded away, what is left reads metrics.
/// This is the plain way of evaluating; <see cref="FilterCompiler"/> is the fast one and must always agree with it.
/// </summary>
internal abstract class BoundNode
{
    /// <summary>Which metrics can change the truth.</summary>
    public abstract uint Reads { get; }

    public abstract Truth Evaluate(double[] values, double now);

    /// <summary>
    /// The earliest instant after <paramref name="now"/> at which a comparison below may change although no value
    /// does; <see cref="long.MaxValue"/>: none. May be early, never late.
    /// </summary>
    public abstract long NextLeafChange(double[] values, long now);

    /// <summary>Adds the comparisons below, from left to right.</summary>
    public abstract void CollectComparisons(List<BoundCompare> into);
}

/// <summary>Truth that does not depend on metrics.</summary>
internal sealed class BoundTruth(Truth truth) : BoundNode
{
    public Truth Truth => truth;

    public override uint Reads => 0;

    public override Truth Evaluate(double[] values, double now) => truth;

    public override long NextLeafChange(double[] values, long now) => long.MaxValue;

    public override void CollectComparisons(List<BoundCompare> into)
    {
    }
}

/// <summary>AND (the least operand) or OR (the greatest).</summary>
internal sealed class BoundLogic(bool isAnd, BoundNode[] operands) : BoundNode
{
    public bool IsAnd => isAnd;

    public IReadOnlyList<BoundNode> Operands => operands;

    public override uint Reads
    {
        get
        {
            uint mask = 0;
            foreach (var operand in operands) mask |= operand.Reads;
            return mask;
        }
    }

    public override Truth Evaluate(double[] values, double now)
    {
        var decisive = isAnd ? Truth.False : Truth.True;
        var result = isAnd ? Truth.True : Truth.False;
        foreach (var operand in operands)
        {
            var truth = operand.Evaluate(values, now);
            if (truth == decisive) return truth;
            if (truth == Truth.Unknown) result = Truth.Unknown;
        }

        return result;
    }

    public override long NextLeafChange(double[] values, long now)
    {
        var next = long.MaxValue;
        foreach (var operand in operands) next = Math.Min(next, operand.NextLeafChange(values, now));
        return next;
    }

    public override void CollectComparisons(List<BoundCompare> into)
    {
        foreach (var operand in operands) operand.CollectComparisons(into);
    }
}

/// <summary>The mirror image.</summary>
internal sealed class BoundNot(BoundNode operand) : BoundNode
{
    public BoundNode Operand => operand;

    public override uint Reads => operand.Reads;

    public override Truth Evaluate(double[] values, double now) => Truth.True - (byte)operand.Evaluate(values, now);

    public override long NextLeafChange(double[] values, long now) => operand.NextLeafChange(values, now);

    public override void CollectComparisons(List<BoundCompare> into) => operand.CollectComparisons(into);
}

/// <summary>Whether a metric has a value.</summary>
internal sealed class BoundExists(Metric metric) : BoundNode
{
    public Metric Metric => metric;

    public override uint Reads => metric.Bit();

    public override Truth Evaluate(double[] values, double now) =>
        double.IsNaN(values[(int)metric]) ? Truth.False : Truth.True;

    public override long NextLeafChange(double[] values, long now) => long.MaxValue;

    public override void CollectComparisons(List<BoundCompare> into)
    {
    }
}
