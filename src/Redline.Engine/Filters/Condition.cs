namespace Redline.Engine.Filters;

/// <summary>Evaluates one shape of bound expression; the numbers written in it come as <paramref name="constants"/>.</summary>
internal delegate Truth CompiledShape(double[] values, double now, double[] constants);

/// <summary>A bound expression ready to be decided: evaluated fast, explained and looked ahead plainly.</summary>
internal sealed class Condition(BoundNode root, CompiledShape compiled, double[] constants)
{
    private const int Patience = 64;

    public BoundNode Root => root;

    public uint Reads { get; } = root.Reads;

    /// <summary>The truth at an instant, in milliseconds; allocates nothing.</summary>
    public Truth Evaluate(double[] values, double now) => compiled(values, now, constants);

    /// <summary>
    /// The first instant after <paramref name="now"/> at which the truth differs although no value changes. Exact:
    /// comparisons that flip without changing the whole are passed over (64 of them at most, then it is early).
    /// </summary>
    public Instant NextChange(double[] values, Instant now)
    {
        var current = Evaluate(values, now.Milliseconds);
        var t = now.Milliseconds;
        for (var i = 0; i < Patience; i++)
        {
            t = root.NextLeafChange(values, t);
            if (t == long.MaxValue) return Instant.Never;
            if (Evaluate(values, t) != current) break;
        }

        return new Instant(t);
    }
}
