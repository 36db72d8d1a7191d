using FsCheck.Fluent;
using Redline.Engine.Filters;

namespace Redline.Engine.Tests.Filters;

public sealed class FilterRoundTripTests
{
    [Fact]
    public void ToJson_WhenReadBack_IsTheSameTreeAndTheSameText() => Law.Holds(FilterTrees.Nodes, tree =>
    {
        var json = FilterWriter.ToJson(tree);
        var read = SomeFilter.Read(json);
        Assert.Equal(json, FilterWriter.ToJson(read));
        Assert.Equivalent(tree, read, strict: true);
    });

    [Theory]
    [InlineData("""{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""")]
    [InlineData("""{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":0.1}""")]
    [InlineData("""{"field":"waitingCount","operator":"BETWEEN","value":[1,{"field":"agentsIdle"}]}""")]
    [InlineData("""{"field":"waitingCount","operator":"IN","value":[1,2.5,-3]}""")]
    [InlineData("""{"field":"queueId","operator":"IN","value":{"queueSet":"billing"}}""")]
    [InlineData("""{"field":"queueId","operator":"NOT_IN","value":{"queueSet":"billing-2.x_y"}}""")]
    [InlineData("""{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":{"parameter":"limitSeconds"}}""")]
    [InlineData("""{"expression":{"parameter":"limitSeconds"},"operator":"LESS_THAN","value":{"operator":"MULTIPLY","operands":[{"parameter":"a"},{"field":"waitTimeSeconds"}]}}""")]
    [InlineData("""{"operator":"NOT","operands":[{"field":"queueName","operator":"EXISTS"}]}""")]
    [InlineData("""{"expression":{"value":300},"operator":"LESS_THAN","value":{"field":"waitTimeSeconds"}}""")]
    [InlineData("""{"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"operator":"MAX","operands":[{"field":"agentsOnQueue"},{"value":1}]}]},"operator":"GREATER_THAN","value":2}""")]
    public void ToJson_WhenTheTextIsCanonical_IsThatText(string json) =>
        Assert.Equal(json, FilterWriter.ToJson(SomeFilter.Read(json)));

    [Fact]
    public void ToJson_WhenSpelledOtherwise_IsTheCanonicalText() => Assert.Equal(
        """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""",
        FilterWriter.ToJson(SomeFilter.Read("""{ "value": {"value": 3.00e2}, "operator": "GREATER_THAN", "expression": {"field": "waitTimeSeconds"} }""")));

    [Fact]
    public void Evaluate_WhenCompiled_AgreesWithThePlainWay()
    {
        // One compiler for all, so that a shape taken for another's shows.
        var compiler = new FilterCompiler();
        var cases =
            from tree in FilterTrees.Nodes
            from identity in FilterTrees.Identities
            from values in Gen.ListOf(FilterTrees.Values, 8)
            select (tree, identity, values);
        Law.Holds(cases, c =>
        {
            var root = FilterBinder.Bind(c.tree, c.identity, SomeFilter.References);
            var condition = compiler.Compile(root);
            foreach (var values in c.values)
                for (var t = SomeFilter.Now; t < SomeFilter.Now + 3; t++)
                    Assert.Equal(root.Evaluate(values, t), condition.Evaluate(values, t));
        }, count: 500);
    }

    [Fact]
    public void Evaluate_WhenCompiled_AllocatesNothing()
    {
        var condition = new FilterCompiler().Compile(FilterBinder.Bind(
            SomeFilter.Read("""
                {"operator":"AND","operands":[{"operator":"NOT","operands":[{"field":"agentsIdle","operator":"EXISTS"}]},
                  {"expression":{"operator":"DIVIDE","operands":[{"field":"waitTimeSeconds"},{"operator":"MAX","operands":[{"field":"agentsOnQueue"},{"value":1}]}]},
                   "operator":"BETWEEN","value":[2,1e9]}]}
                """), SomeFilter.Identity, SomeFilter.References));
        var values = SomeFilter.Values((Redline.Engine.Queues.Metric.WaitTimeSeconds, SomeFilter.Now - 9000));
        Truth Evaluate() => condition.Evaluate(values, SomeFilter.Now);
        Evaluate();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Evaluate();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
