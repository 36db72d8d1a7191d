using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Filters;

/// <summary>The truth tables of AND, OR and NOT, on metrics and (folded away while binding) on the queue's identity.</summary>
public sealed class FilterLogicTests
{
    [Theory]
    [InlineData(Truth.False, Truth.False, Truth.False, Truth.False)]
    [InlineData(Truth.False, Truth.Unknown, Truth.False, Truth.Unknown)]
    [InlineData(Truth.False, Truth.True, Truth.False, Truth.True)]
    [InlineData(Truth.Unknown, Truth.False, Truth.False, Truth.Unknown)]
    [InlineData(Truth.Unknown, Truth.Unknown, Truth.Unknown, Truth.Unknown)]
    [InlineData(Truth.Unknown, Truth.True, Truth.Unknown, Truth.True)]
    [InlineData(Truth.True, Truth.False, Truth.False, Truth.True)]
    [InlineData(Truth.True, Truth.Unknown, Truth.Unknown, Truth.True)]
    [InlineData(Truth.True, Truth.True, Truth.True, Truth.True)]
    public void AndOr_WhenTwoOperands_FollowTheTables(Truth a, Truth b, Truth and, Truth or)
    {
        foreach (var first in Spellings(a, "waitingCount"))
        {
            foreach (var second in Spellings(b, "ringingCount"))
            {
                Assert.Equal(and, Evaluate($$"""{"operator":"AND","operands":[{{first}},{{second}}]}""", a, b));
                Assert.Equal(or, Evaluate($$"""{"operator":"OR","operands":[{{first}},{{second}}]}""", a, b));
            }
        }
    }

    [Theory]
    [InlineData(Truth.False, Truth.True)]
    [InlineData(Truth.Unknown, Truth.Unknown)]
    [InlineData(Truth.True, Truth.False)]
    public void Not_WhenOneOperand_FollowsTheTable(Truth a, Truth not)
    {
        foreach (var operand in Spellings(a, "waitingCount"))
        {
            Assert.Equal(not, Evaluate($$"""{"operator":"NOT","operands":[{{operand}}]}""", a, a));
            Assert.Equal(a, Evaluate($$"""{"operator":"NOT","operands":[{"operator":"NOT","operands":[{{operand}}]}]}""", a, a));
        }
    }

    [Theory]
    [InlineData("AND")]
    [InlineData("OR")]
    public void AndOr_WhenOneOperand_IsThatOperand(string op)
    {
        foreach (var truth in Enum.GetValues<Truth>())
            foreach (var operand in Spellings(truth, "waitingCount"))
                Assert.Equal(truth, Evaluate($$"""{"operator":"{{op}}","operands":[{{operand}}]}""", truth, truth));
    }

    [Fact]
    public void Bind_WhenAnotherQueueIsNamed_LeavesNothingBehind()
    {
        var node = SomeFilter.Read("""
            {"operator":"AND","operands":[{"field":"queueId","operator":"EQUALS","value":"other"},
              {"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]}
            """);
        Assert.Equal(Truth.False, Assert.IsType<BoundTruth>(FilterBinder.Bind(node, SomeFilter.Identity, SomeFilter.References)).Truth);
        Assert.IsType<BoundCompare>(FilterBinder.Bind(node, SomeFilter.Identity with { QueueId = "other" }, SomeFilter.References));
    }

    // The same truth from a metric, and from the identity: divisionId is missing in these tests.
    private static string[] Spellings(Truth truth, string metric) =>
    [
        $$"""{"field":"{{metric}}","operator":"EQUALS","value":1}""",
        truth switch
        {
            Truth.True => """{"field":"queueId","operator":"EQUALS","value":"q1"}""",
            Truth.False => """{"field":"queueId","operator":"EQUALS","value":"q2"}""",
            _ => """{"field":"divisionId","operator":"EQUALS","value":"north"}""",
        },
    ];

    private static Truth Evaluate(string json, Truth a, Truth b) => SomeFilter.Evaluate(
        json, SomeFilter.Values((Metric.WaitingCount, ValueOf(a)), (Metric.RingingCount, ValueOf(b))),
        SomeFilter.Identity with { DivisionId = null });

    private static double ValueOf(Truth truth) => truth switch { Truth.True => 1, Truth.False => 0, _ => double.NaN };
}
