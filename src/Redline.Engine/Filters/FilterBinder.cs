using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>The identity a filter expression is bound to; a missing text makes its tests unknown.</summary>
/// <param name="QueueId">The queue's id.</param>
/// <param name="QueueName">Its name; null: not known.</param>
/// <param name="DivisionId">Its division; null: not known.</param>
/// <param name="MediaType">The media type; null: the whole queue.</param>
/// <param name="ServiceLevelTargetSeconds">Within how many seconds its platform wants calls answered; null: not known.</param>
internal readonly record struct QueueIdentity(
    string QueueId, string? QueueName, string? DivisionId, string? MediaType, double? ServiceLevelTargetSeconds = null);

/// <summary>
/// Binds a filter expression to one queue and media type. Tests of the identity and of queue sets become constants and
/// fold away, so that a stream for another queue leaves nothing behind and costs nothing; parameters become their numbers.
/// </summary>
internal static class FilterBinder
{
    private static readonly BoundTruth[] Truths = [new(Truth.False), new(Truth.Unknown), new(Truth.True)];

    public static BoundNode Bind(FilterNode node, QueueIdentity identity, FilterReferences references) => node switch
    {
        LogicNode logic => BindLogic(logic.IsAnd, logic.Operands.Select(o => Bind(o, identity, references))),
        NotNode not => Negate(Bind(not.Operand, identity, references)),
        CompareNode compare => new BoundCompare(
            Bind(compare.Left, identity, references), compare.Operator, Bind(compare.Right, identity, references)),
        BetweenNode between => BindBetween(between, identity, references),
        NumberInNode list => BindList(list, identity, references),
        TextNode text => Truths[(int)TestText(text, identity)],
        QueueSetNode set when references.IsIn(set.QueueSetId, identity) is var truth => Truths[set.Negated ? 2 - (int)truth : (int)truth],
        TextExistsNode exists => Truths[TextOf(exists.Field, identity) is null ? 0 : 2],
        MetricExistsNode exists => new BoundExists(exists.Metric),
        _ => throw new InvalidOperationException($"{node.GetType().Name} cannot be bound"),
    };

    public static BoundNode Negate(BoundNode node) => node switch
    {
        BoundTruth constant => Truths[2 - (int)constant.Truth],
        BoundNot not => not.Operand,
        _ => new BoundNot(node),
    };

    private static BoundNode BindLogic(bool isAnd, IEnumerable<BoundNode> operands)
    {
        var decisive = isAnd ? Truth.False : Truth.True;
        var neutral = isAnd ? Truth.True : Truth.False;
        var rest = new List<BoundNode>();
        foreach (var operand in operands)
        {
            if (operand is BoundTruth constant && constant.Truth == decisive) return constant;
            if (operand is BoundTruth idle && idle.Truth == neutral) continue;
            rest.Add(operand);
        }

        return rest.Count switch
        {
            0 => Truths[(int)neutral],
            1 => rest[0],
            _ => new BoundLogic(isAnd, [.. rest]),
        };
    }

    private static BoundLogic BindBetween(BetweenNode between, QueueIdentity identity, FilterReferences references)
    {
        var value = Bind(between.Value, identity, references);
        return new BoundLogic(true,
        [
            new BoundCompare(value, ComparisonOperator.GreaterThanOrEqual, Bind(between.Low, identity, references)),
            new BoundCompare(value, ComparisonOperator.LessThanOrEqual, Bind(between.High, identity, references)),
        ]);
    }

    private static BoundNode BindList(NumberInNode list, QueueIdentity identity, FilterReferences references)
    {
        var value = Bind(list.Value, identity, references);
        var any = BindLogic(false, list.Candidates.Select(c => new BoundCompare(value, ComparisonOperator.Equals, new BoundConstant(c))));
        return list.Negated ? Negate(any) : any;
    }

    private static BoundValue Bind(ValueNode value, QueueIdentity identity, FilterReferences references) => value switch
    {
        ConstantValue constant => new BoundConstant(constant.Value),
        ParameterValue parameter => new BoundConstant(references.ValueOf(parameter.Name, identity) ?? double.NaN),
        MetricValue metric when metric.Metric.IsSince() => new BoundSince(metric.Metric),
        MetricValue metric => new BoundMetric(metric.Metric),
        ArithmeticValue arithmetic => Fold(new(arithmetic.Operator, [.. arithmetic.Operands.Select(o => Bind(o, identity, references))])),
        _ => throw new InvalidOperationException($"{value.GetType().Name} cannot be bound"),
    };

    // What is computed of numbers alone is a number: twice a parameter is the threshold people are told.
    private static BoundValue Fold(BoundArithmetic arithmetic) =>
        arithmetic.Operands.All(o => o is BoundConstant) ? new BoundConstant(arithmetic.Evaluate([], 0)) : arithmetic;

    private static Truth TestText(TextNode node, QueueIdentity identity)
    {
        if (TextOf(node.Field, identity) is not { } text) return Truth.Unknown;
        var holds = node.Test switch
        {
            TextTest.Equals or TextTest.In => node.Candidates.Contains(text),
            TextTest.NotEquals or TextTest.NotIn => !node.Candidates.Contains(text),
            TextTest.Contains => text.Contains(node.Candidates[0], StringComparison.Ordinal),
            _ => text.StartsWith(node.Candidates[0], StringComparison.Ordinal),
        };
        return holds ? Truth.True : Truth.False;
    }

    private static string? TextOf(TextField field, QueueIdentity identity) => field switch
    {
        TextField.QueueId => identity.QueueId,
        TextField.QueueName => identity.QueueName,
        TextField.DivisionId => identity.DivisionId,
        _ => identity.MediaType,
    };
}
