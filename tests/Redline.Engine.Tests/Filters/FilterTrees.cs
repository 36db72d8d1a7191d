using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Filters;

/// <summary>Generators of valid filter expressions and of values to evaluate them with.</summary>
internal static class FilterTrees
{
    private static readonly Metric[] Growing = [.. Enum.GetValues<Metric>().Where(m => m.IsSince())];
    private static readonly Metric[] Standing = [.. Enum.GetValues<Metric>().Where(m => !m.IsSince())];

    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Elements(0, 1, -1, 2, 0.5, 300, 0.001, -7.25, 1e6, 1.0 / 3, -0.0),
        Gen.Elements(0.1 + 0.2, -1e-7, 123_456_789.123_456_789, 9_007_199_254_740_993, -1e21, 2.5e-9),
        Gen.Choose(-1000, 1000).Select(i => i / 8.0));

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("q1", "q2", "VIP", "VIP Billing", "north", "voice", "ä\"\\ß", "😀"),
        Gen.Elements("'", "\"", "\\", "\\\"", "# no comment", "// nor this", "a\nb\r\tc", "\0", "\u2028", "\ufeff", "\\u0041", "set(\"a\")", " ", "e\u0301"),
        Gen.ListOf(Gen.Choose(1, 0x2fff).Select(c => (char)c), 12).Select(string.Concat).Where(t => t.Length > 0));

    /// <summary>Any valid expression.</summary>
    public static Gen<FilterNode> Nodes { get; } = Gen.Sized(size => Node(Math.Min(size / 10, 4)));

    /// <summary>What may be known of a scope: anything may be unknown, and nobody may wait.</summary>
    public static Gen<double[]> Values { get; } = Gen.CollectToArray(Enum.GetValues<Metric>(), m => m.IsSince()
        ? Gen.OneOf(
            Gen.Elements(double.NaN, Metrics.None, SomeFilter.Now),
            Gen.Choose(-5_000, 400_000).Select(ms => (double)(SomeFilter.Now - ms)))
        : Gen.OneOf(Gen.Elements(double.NaN, 0.0, -0.0, 1e300, -1e300), Numbers));

    /// <summary>An identity of which anything but the id may be missing.</summary>
    public static Gen<QueueIdentity> Identities { get; } =
        from name in Gen.Elements("VIP Billing", "q2", null)
        from division in Gen.Elements("north", null)
        from media in Gen.Elements("voice", null)
        from target in Gen.Elements<double?>(null, 20)
        select new QueueIdentity("q1", name, division, media, target);

    private static Gen<FilterNode> Node(int depth) => depth == 0
        ? Leaf(0)
        : Gen.Frequency(
            (3, Leaf(depth - 1)),
            (2, from isAnd in Gen.Elements(true, false)
                from operands in Gen.Choose(1, 4).SelectMany(n => Gen.ListOf(Node(depth - 1), n))
                select (FilterNode)new LogicNode(isAnd, [.. operands])),
            (1, Node(depth - 1).Select(o => (FilterNode)new NotNode(o))));

    private static Gen<FilterNode> Leaf(int depth) => Gen.OneOf(
        from left in Any(depth)
        from op in Gen.Elements(Enum.GetValues<ComparisonOperator>())
        from right in Any(depth)
        select (FilterNode)new CompareNode(left, op, right),
        from value in Any(depth)
        from a in Any(depth)
        from b in Any(depth)
        select (FilterNode)Between(value, a, b),
        from value in Any(depth)
        from candidates in Gen.NonEmptyListOf(Numbers)
        from negated in Gen.Elements(true, false)
        select (FilterNode)new NumberInNode(value, [.. candidates], negated),
        from field in Gen.Elements(Enum.GetValues<TextField>())
        from test in Gen.Elements(Enum.GetValues<TextTest>())
        from candidates in Gen.NonEmptyListOf(Texts)
        select (FilterNode)new TextNode(field, test, test is TextTest.In or TextTest.NotIn ? [.. candidates] : [candidates[0]]),
        from set in Gen.Elements("billing", "listed", "south", "no.such_set-1")
        from negated in Gen.Elements(true, false)
        select (FilterNode)new QueueSetNode(set, negated),
        Gen.Elements(Enum.GetValues<TextField>()).Select(f => (FilterNode)new TextExistsNode(f)),
        Gen.Elements(Enum.GetValues<Metric>()).Select(m => (FilterNode)new MetricExistsNode(m)));

    private static BetweenNode Between(ValueNode value, ValueNode a, ValueNode b) =>
        a is ConstantValue { Value: var low } && b is ConstantValue { Value: var high } && low > high
            ? new BetweenNode(value, b, a)
            : new BetweenNode(value, a, b);

    private static Gen<ValueNode> Any(int depth) => Gen.OneOf(Still(depth), Moving(depth));

    private static Gen<ValueNode> Still(int depth)
    {
        var leaf = Gen.OneOf(
            Numbers.Select(n => (ValueNode)new ConstantValue(n)),
            Gen.Elements("limit", "target", "noSuch_1").Select(p => (ValueNode)new ParameterValue(p)),
            Gen.Elements(Standing).Select(m => (ValueNode)new MetricValue(m)));
        return depth == 0 ? leaf : Gen.OneOf(leaf, Compute(Enum.GetValues<ArithmeticOperator>(), Still(depth - 1), Still(depth - 1)));
    }

    // Only what the rule of linearity admits.
    private static Gen<ValueNode> Moving(int depth)
    {
        var leaf = Gen.Elements(Growing).Select(m => (ValueNode)new MetricValue(m));
        return depth == 0
            ? leaf
            : Gen.OneOf(
                leaf,
                Compute(
                    [ArithmeticOperator.Add, ArithmeticOperator.Subtract, ArithmeticOperator.Min, ArithmeticOperator.Max],
                    Gen.OneOf(Moving(depth - 1), Still(depth - 1)), Moving(depth - 1)),
                Compute([ArithmeticOperator.Multiply, ArithmeticOperator.Divide], Moving(depth - 1), Still(depth - 1)),
                Compute([ArithmeticOperator.Multiply], Still(depth - 1), Moving(depth - 1), more: 0));
    }

    private static Gen<ValueNode> Compute(ArithmeticOperator[] operators, Gen<ValueNode> first, Gen<ValueNode> second, int more = 2) =>
        from op in Gen.Elements(operators)
        from a in first
        from b in second
        from rest in Gen.Choose(0, more).SelectMany(n => Gen.ListOf(second, n))
        select (ValueNode)new ArithmeticValue(op, [a, b, .. rest]);
}
