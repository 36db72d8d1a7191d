using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Filters;

public sealed class FilterOperatorTests
{
    [Theory]
    [InlineData("EQUALS", "10", Truth.False, Truth.True, Truth.False)]
    [InlineData("NOT_EQUALS", "10", Truth.True, Truth.False, Truth.True)]
    [InlineData("GREATER_THAN", "10", Truth.False, Truth.False, Truth.True)]
    [InlineData("GREATER_THAN_OR_EQUAL", "10", Truth.False, Truth.True, Truth.True)]
    [InlineData("LESS_THAN", "10", Truth.True, Truth.False, Truth.False)]
    [InlineData("LESS_THAN_OR_EQUAL", "10", Truth.True, Truth.True, Truth.False)]
    [InlineData("BETWEEN", "[10, 10]", Truth.False, Truth.True, Truth.False)]
    [InlineData("BETWEEN", "[9, 10]", Truth.True, Truth.True, Truth.False)]
    [InlineData("IN", "[3, 10]", Truth.False, Truth.True, Truth.False)]
    [InlineData("NOT_IN", "[3, 10]", Truth.True, Truth.False, Truth.True)]
    public void Number_WhenNineTenEleven_IsTested(string op, string value, Truth nine, Truth ten, Truth eleven)
    {
        var json = $$"""{"field":"waitingCount","operator":"{{op}}","value":{{value}}}""";
        Assert.Equal(nine, SomeFilter.Evaluate(json, SomeFilter.Values((Metric.WaitingCount, 9))));
        Assert.Equal(ten, SomeFilter.Evaluate(json, SomeFilter.Values((Metric.WaitingCount, 10))));
        Assert.Equal(eleven, SomeFilter.Evaluate(json, SomeFilter.Values((Metric.WaitingCount, 11))));
        Assert.Equal(Truth.Unknown, SomeFilter.Evaluate(json, SomeFilter.Values()));
    }

    [Theory]
    [InlineData("EQUALS", "\"VIP Billing\"", Truth.True)]
    [InlineData("EQUALS", "\"vip billing\"", Truth.False)]
    [InlineData("NOT_EQUALS", "\"VIP Billing\"", Truth.False)]
    [InlineData("NOT_EQUALS", "\"Sales\"", Truth.True)]
    [InlineData("IN", "[\"Sales\", \"VIP Billing\"]", Truth.True)]
    [InlineData("NOT_IN", "[\"Sales\", \"VIP Billing\"]", Truth.False)]
    [InlineData("NOT_IN", "[\"Sales\"]", Truth.True)]
    [InlineData("CONTAINS", "\"P B\"", Truth.True)]
    [InlineData("CONTAINS", "\"p b\"", Truth.False)]
    [InlineData("STARTS_WITH", "\"VIP\"", Truth.True)]
    [InlineData("STARTS_WITH", "\"Billing\"", Truth.False)]
    public void Text_WhenKnownOrMissing_IsTested(string op, string value, Truth expected)
    {
        var json = $$"""{"field":"queueName","operator":"{{op}}","value":{{value}}}""";
        Assert.Equal(expected, SomeFilter.Evaluate(json, SomeFilter.Values()));
        Assert.Equal(Truth.Unknown, SomeFilter.Evaluate(json, SomeFilter.Values(), SomeFilter.Identity with { QueueName = null }));
    }

    [Theory]
    [InlineData("queueId", "q1")]
    [InlineData("queueName", "VIP Billing")]
    [InlineData("divisionId", "north")]
    [InlineData("mediaType", "voice")]
    public void Text_WhenAskedForEachField_ReadsThatField(string field, string value) =>
        Assert.Equal(
            Truth.True,
            SomeFilter.Evaluate($$"""{"field":"{{field}}","operator":"EQUALS","value":"{{value}}"}""", SomeFilter.Values()));

    [Fact]
    public void Exists_WhenKnownOrMissing_IsNeverUnknown()
    {
        const string Number = """{"field":"serviceLevelPercent","operator":"EXISTS"}""";
        const string Text = """{"field":"divisionId","operator":"EXISTS"}""";
        Assert.Equal(Truth.False, SomeFilter.Evaluate(Number, SomeFilter.Values()));
        Assert.Equal(Truth.True, SomeFilter.Evaluate(Number, SomeFilter.Values((Metric.ServiceLevelPercent, 0))));
        Assert.Equal(Truth.True, SomeFilter.Evaluate(Text, SomeFilter.Values()));
        Assert.Equal(Truth.False, SomeFilter.Evaluate(Text, SomeFilter.Values(), SomeFilter.Identity with { DivisionId = null }));
    }

    [Theory]
    [InlineData("ADD", 14)]
    [InlineData("SUBTRACT", 10)]
    [InlineData("MULTIPLY", 24)]
    [InlineData("DIVIDE", 6)]
    [InlineData("MIN", 2)]
    [InlineData("MAX", 12)]
    public void Arithmetic_WhenTwelveAndTwo_IsComputed(string op, double result)
    {
        var json = $$"""
            {"expression":{"operator":"{{op}}","operands":[{"field":"waitingCount"},{"field":"agentsIdle"}]},
             "operator":"EQUALS","value":{{result}}}
            """;
        var known = SomeFilter.Values((Metric.WaitingCount, 12), (Metric.AgentsIdle, 2));
        Assert.Equal(Truth.True, SomeFilter.Evaluate(json, known));
        Assert.Equal(Truth.Unknown, SomeFilter.Evaluate(json, SomeFilter.Values((Metric.WaitingCount, 12))));
        Assert.Equal(Truth.Unknown, SomeFilter.Evaluate(json, SomeFilter.Values((Metric.AgentsIdle, 2))));
    }

    [Fact]
    public void Arithmetic_WhenSeveralOperands_GoesFromLeftToRight()
    {
        const string Json = """
            {"expression":{"operator":"SUBTRACT","operands":[{"value":100},{"value":30},{"value":20}]},"operator":"EQUALS","value":50}
            """;
        const string Divided = """
            {"expression":{"operator":"DIVIDE","operands":[{"value":100},{"value":5},{"value":4}]},"operator":"EQUALS","value":5}
            """;
        Assert.Equal(Truth.True, SomeFilter.Evaluate(Json, SomeFilter.Values()));
        Assert.Equal(Truth.True, SomeFilter.Evaluate(Divided, SomeFilter.Values()));
    }

    [Fact]
    public void Divide_WhenByZero_IsUnknown()
    {
        const string Json = """
            {"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"field":"agentsIdle"}]},
             "operator":"LESS_THAN","value":1}
            """;
        foreach (var zero in (double[])[0.0, -0.0])
            Assert.Equal(Truth.Unknown, SomeFilter.Evaluate(Json, SomeFilter.Values((Metric.WaitingCount, 0), (Metric.AgentsIdle, zero))));
    }

    [Theory]
    [InlineData(300_000, Truth.False)]
    [InlineData(300_001, Truth.True)]
    [InlineData(-5_000, Truth.False)] // a start ahead of the clock counts as now
    public void Wait_WhenSoManyMillisecondsOld_IsOverTheLineOrNot(long age, Truth expected) =>
        Assert.Equal(
            expected,
            SomeFilter.Evaluate(
                """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""",
                SomeFilter.Values((Metric.WaitTimeSeconds, SomeFilter.Now - age))));

    [Fact]
    public void Wait_WhenNoneWaits_IsZero() =>
        Assert.Equal(
            Truth.True,
            SomeFilter.Evaluate(
                """{"field":"waitTimeSeconds","operator":"EQUALS","value":0}""",
                SomeFilter.Values((Metric.WaitTimeSeconds, Metrics.None))));

    [Fact]
    public void Value_WhenItIsAnExpression_IsComparedWithIt()
    {
        const string Json = """
            {"field":"waitTimeSeconds","operator":"GREATER_THAN",
             "value":{"operator":"MULTIPLY","operands":[{"field":"averageHandleSeconds"},{"value":2}]}}
            """;
        var over = SomeFilter.Values((Metric.WaitTimeSeconds, SomeFilter.Now - 200_001), (Metric.AverageHandleSeconds, 100));
        var at = SomeFilter.Values((Metric.WaitTimeSeconds, SomeFilter.Now - 200_000), (Metric.AverageHandleSeconds, 100));
        Assert.Equal(Truth.True, SomeFilter.Evaluate(Json, over));
        Assert.Equal(Truth.False, SomeFilter.Evaluate(Json, at));
    }
}
