namespace Redline.Engine.Tests.Filters;

public sealed class TimeLinearityTests
{
    private const string Wait = """{"field":"waitTimeSeconds"}""";
    private const string Talk = """{"field":"longestInteractionSeconds"}""";
    private const string Count = """{"field":"waitingCount"}""";

    [Theory]
    [InlineData("""{"operator":"ADD","operands":[W,T,C]}""")]
    [InlineData("""{"operator":"SUBTRACT","operands":[C,W]}""")]
    [InlineData("""{"operator":"MIN","operands":[W,{"operator":"MAX","operands":[T,{"value":5}]}]}""")]
    [InlineData("""{"operator":"MULTIPLY","operands":[C,W,{"value":2}]}""")]
    [InlineData("""{"operator":"DIVIDE","operands":[W,C,{"value":2}]}""")]
    [InlineData("""{"operator":"DIVIDE","operands":[{"operator":"ADD","operands":[W,T]},{"operator":"MAX","operands":[C,{"value":1}]}]}""")]
    public void Check_WhenTimeMovesItInStraightLines_IsTaken(string expression) =>
        SomeFilter.Read(Condition(expression));

    [Theory]
    [InlineData("""{"operator":"MULTIPLY","operands":[W,T]}""", "$.expression")]
    [InlineData("""{"operator":"MULTIPLY","operands":[W,W]}""", "$.expression")]
    [InlineData("""{"operator":"DIVIDE","operands":[C,W]}""", "$.expression.operands[1]")]
    [InlineData("""{"operator":"DIVIDE","operands":[W,T]}""", "$.expression.operands[1]")]
    [InlineData("""{"operator":"DIVIDE","operands":[C,C,{"operator":"ADD","operands":[T,{"value":1}]}]}""", "$.expression.operands[2]")]
    [InlineData("""{"operator":"MULTIPLY","operands":[{"operator":"MAX","operands":[W,{"value":5}]},{"operator":"SUBTRACT","operands":[C,T]}]}""", "$.expression")]
    [InlineData("""{"operator":"ADD","operands":[C,{"operator":"MULTIPLY","operands":[W,T]}]}""", "$.expression.operands[1]")]
    public void Check_WhenTimeBendsIt_IsRefused(string expression, string path)
    {
        var error = Assert.Single(SomeFilter.TryRead(Condition(expression)).Errors);
        Assert.Equal(("filter.time.nonlinear", path), (error.Code, error.Path));
    }

    [Theory]
    [InlineData("""{"field":"waitingCount","operator":"LESS_THAN","value":§}""", "$.value")]
    [InlineData("""{"field":"waitingCount","operator":"BETWEEN","value":[§,7]}""", "$.value[0]")]
    [InlineData("""{"field":"waitingCount","operator":"BETWEEN","value":[7,§]}""", "$.value[1]")]
    [InlineData("""{"expression":§,"operator":"BETWEEN","value":[1,7]}""", "$.expression")]
    [InlineData("""{"expression":§,"operator":"IN","value":[1,7]}""", "$.expression")]
    [InlineData("""{"operator":"NOT","operands":[{"expression":§,"operator":"EQUALS","value":1}]}""", "$.operands[0].expression")]
    [InlineData("""{"operator":"OR","operands":[{"field":"queueId","operator":"EXISTS"},{"expression":§,"operator":"EQUALS","value":1}]}""", "$.operands[1].expression")]
    public void Check_WhereverItStands_IsFound(string json, string path)
    {
        var bent = $$"""{"operator":"MULTIPLY","operands":[{{Wait}},{{Talk}}]}""";
        var error = Assert.Single(SomeFilter.TryRead(json.Replace("§", bent, StringComparison.Ordinal)).Errors, e => e.Path == path);
        Assert.Equal("filter.time.nonlinear", error.Code);
    }

    private static string Condition(string expression)
    {
        var spelled = expression.Replace("[W", "[" + Wait, StringComparison.Ordinal).Replace(",W", "," + Wait, StringComparison.Ordinal)
            .Replace("[T", "[" + Talk, StringComparison.Ordinal).Replace(",T", "," + Talk, StringComparison.Ordinal)
            .Replace("[C", "[" + Count, StringComparison.Ordinal).Replace(",C", "," + Count, StringComparison.Ordinal);
        return $$"""{"expression":{{spelled}},"operator":"GREATER_THAN","value":1}""";
    }
}
