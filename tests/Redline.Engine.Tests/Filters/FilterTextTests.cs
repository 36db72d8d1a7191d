using FsCheck.Fluent;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Filters;

public sealed class FilterTextTests
{
    private static readonly ValueNode A = new MetricValue(Metric.WaitingCount);
    private static readonly ValueNode B = new MetricValue(Metric.AgentsIdle);
    private static readonly ValueNode C = new ConstantValue(2);

    [Theory]
    [InlineData(
        """{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["12345678-1234-1234-1234-123456789012"]},{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]}""",
        """queueId in ("12345678-1234-1234-1234-123456789012") and waitTimeSeconds > 300""")]
    [InlineData(
        """{"operator":"AND","operands":[{"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"operator":"MAX","operands":[{"field":"agentsOnQueue"},{"value":1}]}]},"operator":"GREATER_THAN","value":2},{"field":"mediaType","operator":"EQUALS","value":"voice"}]}""",
        """waitingCount / max(agentsOnQueue, 1) > 2 and mediaType = "voice" """)]
    [InlineData("""{"field":"waitingCount","operator":"BETWEEN","value":[-1,{"field":"agentsIdle"}]}""", "waitingCount between -1 and agentsIdle")]
    [InlineData("""{"field":"waitingCount","operator":"NOT_IN","value":[1,0.001,1e300]}""", "waitingCount not in (1, 0.001, 1E+300)")]
    [InlineData("""{"operator":"NOT","operands":[{"field":"queueName","operator":"EXISTS"}]}""", "not exists(queueName)")]
    [InlineData("""{"operator":"NOT","operands":[{"field":"agentsIdle","operator":"EXISTS"}]}""", "not exists(agentsIdle)")]
    [InlineData("""{"field":"queueName","operator":"CONTAINS","value":"a\"b\\c\n\u00e4"}""", """queueName contains "a\"b\\c\u000aä" """)]
    [InlineData("""{"field":"queueName","operator":"STARTS_WITH","value":"VIP"}""", """queueName startsWith "VIP" """)]
    [InlineData("""{"field":"queueId","operator":"NOT_IN","value":["a","b"]}""", """queueId not in ("a", "b")""")]
    [InlineData("""{"field":"queueId","operator":"NOT_EQUALS","value":"a"}""", """queueId != "a" """)]
    public void Of_WhenJsonIsGiven_IsTheTextPeopleRead(string json, string text) =>
        Assert.Equal(text.TrimEnd(), FilterText.Of(SomeFilter.Read(json)));

    [Fact]
    public void Of_WhenLogicIsNested_HasParenthesesOnlyWhereTheTreeNeedsThem()
    {
        FilterNode a = new MetricExistsNode(Metric.WaitingCount), b = new MetricExistsNode(Metric.AgentsIdle), c = new TextExistsNode(TextField.QueueName);
        const string x = "exists(waitingCount)", y = "exists(agentsIdle)", z = "exists(queueName)";
        Assert.Equal($"{x} and {y} or {z}", FilterText.Of(Or(And(a, b), c)));
        Assert.Equal($"{x} and ({y} or {z})", FilterText.Of(And(a, Or(b, c))));
        Assert.Equal($"({x} and {y}) and {z}", FilterText.Of(And(And(a, b), c)));
        Assert.Equal($"{x} and {y} and {z}", FilterText.Of(And(a, b, c)));
        Assert.Equal($"{x} or ({y} or {z})", FilterText.Of(Or(a, Or(b, c))));
        Assert.Equal($"not ({x} and {y})", FilterText.Of(new NotNode(And(a, b))));
        Assert.Equal($"not {x} and {y}", FilterText.Of(And(new NotNode(a), b)));
        Assert.Equal($"not not {x}", FilterText.Of(new NotNode(new NotNode(a))));
        Assert.Equal($"and({x}) or or({y} and {z})", FilterText.Of(Or(And(a), Or(And(b, c)))));
    }

    [Fact]
    public void Of_WhenArithmeticIsNested_HasParenthesesOnlyWhereTheTreeNeedsThem()
    {
        Assert.Equal("waitingCount + agentsIdle + 2", Text(Of(ArithmeticOperator.Add, A, B, C)));
        Assert.Equal("(waitingCount + agentsIdle) + 2", Text(Of(ArithmeticOperator.Add, Of(ArithmeticOperator.Add, A, B), C)));
        Assert.Equal("waitingCount - agentsIdle + 2", Text(Of(ArithmeticOperator.Add, Of(ArithmeticOperator.Subtract, A, B), C)));
        Assert.Equal("waitingCount - (agentsIdle + 2)", Text(Of(ArithmeticOperator.Subtract, A, Of(ArithmeticOperator.Add, B, C))));
        Assert.Equal("waitingCount - agentsIdle * 2", Text(Of(ArithmeticOperator.Subtract, A, Of(ArithmeticOperator.Multiply, B, C))));
        Assert.Equal("(waitingCount - agentsIdle) * 2", Text(Of(ArithmeticOperator.Multiply, Of(ArithmeticOperator.Subtract, A, B), C)));
        Assert.Equal("waitingCount / agentsIdle * 2", Text(Of(ArithmeticOperator.Multiply, Of(ArithmeticOperator.Divide, A, B), C)));
        Assert.Equal("waitingCount / (agentsIdle * 2)", Text(Of(ArithmeticOperator.Divide, A, Of(ArithmeticOperator.Multiply, B, C))));
        Assert.Equal("min(waitingCount, agentsIdle, 2) - -3", Text(Of(ArithmeticOperator.Subtract, Of(ArithmeticOperator.Min, A, B, C), new ConstantValue(-3))));
    }

    [Fact]
    public void Of_WhenTreesDiffer_TheirTextsDiffer()
    {
        var jsonByText = new Dictionary<string, string>(StringComparer.Ordinal);
        var sizes = (int[])[3, 10, 20, 30, 50];
        foreach (var tree in sizes.SelectMany(size => FilterTrees.Nodes.Sample(size, 4_000)))
        {
            var (text, json) = (FilterText.Of(tree), FilterWriter.ToJson(tree));
            if (jsonByText.TryGetValue(text, out var known)) Assert.Equal(known, json);
            jsonByText[text] = json;
        }
    }

    // All trees of logic up to a size over two leaves: nothing of the shape may be lost.
    [Fact]
    public void Of_WhenShapesDiffer_TheirTextsDiffer()
    {
        List<FilterNode> shapes = [new MetricExistsNode(Metric.WaitingCount), new MetricExistsNode(Metric.AgentsIdle)];
        for (var round = 0; round < 2; round++)
        {
            var inner = shapes.Take(30).ToArray();
            shapes.AddRange(inner.Select(s => new NotNode(s)));
            foreach (var isAnd in (bool[])[true, false])
            {
                shapes.AddRange(inner.Select(s => new LogicNode(isAnd, [s])));
                shapes.AddRange(from s in inner from t in inner select new LogicNode(isAnd, [s, t]));
                shapes.AddRange(from s in inner.Take(8) from t in inner.Take(8) from u in inner.Take(8) select new LogicNode(isAnd, [s, t, u]));
            }
        }

        var trees = shapes.Select(FilterWriter.ToJson).Distinct().Count();
        Assert.Equal(trees, shapes.Select(FilterText.Of).Distinct().Count());
    }

    private static LogicNode And(params FilterNode[] operands) => new(true, operands);

    private static LogicNode Or(params FilterNode[] operands) => new(false, operands);

    private static ArithmeticValue Of(ArithmeticOperator op, params ValueNode[] operands) => new(op, operands);

    private static string Text(ValueNode value) => FilterText.Of(value);
}
