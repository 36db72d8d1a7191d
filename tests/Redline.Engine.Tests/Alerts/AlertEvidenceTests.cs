using Redline.Engine.Alerts;
using Redline.Engine.Queues;
using Redline.Engine.Tests.Filters;
using Redline.Engine.Tests.Laws;

namespace Redline.Engine.Tests.Alerts;

/// <summary>What an alert tells people: the threshold, the comparisons that were true, every metric that was known.</summary>
public sealed class AlertEvidenceTests
{
    private const string Wait = """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""";
    private const string Flipped = """{"expression":{"value":300},"operator":"LESS_THAN","value":{"field":"waitTimeSeconds"}}""";
    private const string Crowd = """{"field":"waitingCount","operator":"GREATER_THAN","value":2}""";
    private const string Load = """{"field":"waitingCount","operator":"GREATER_THAN","value":{"field":"agentsOnQueue"}}""";
    private const string Named = """{"field":"queueId","operator":"EQUALS","value":"q1"}""";

    [Theory]
    [InlineData(Wait, 300.0)]
    [InlineData(Flipped, 300.0)]
    [InlineData(Crowd, 2.0)]
    [InlineData(Load, null)]
    [InlineData(Named, null)]
    [InlineData($$"""{"operator":"AND","operands":[{{Crowd}},{{Wait}}]}""", 300.0)]
    [InlineData($$"""{"operator":"AND","operands":[{{Crowd}},{{Flipped}}]}""", 300.0)]
    [InlineData($$"""{"operator":"AND","operands":[{{Named}},{{Crowd}}]}""", 2.0)]
    [InlineData("""{"field":"waitTimeSeconds","operator":"BETWEEN","value":[100,900]}""", 100.0)]
    public void Threshold_WhenTriggered_IsTheConstantComparedWithTheWait(string filter, double? threshold) =>
        Assert.Equal(threshold, Triggered(filter).Evidence.Threshold);

    [Fact]
    public void Comparisons_WhenTriggered_AreThoseThatAreTrueWithTheirValues()
    {
        var told = Triggered($$"""
            {"operator":"OR","operands":[{{Wait}},{"field":"waitingCount","operator":"GREATER_THAN","value":50},{{Load}},
              {"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"field":"agentsOnQueue"}]},"operator":"EQUALS","value":7}]}
            """).Evidence.Comparisons;
        Assert.Equal(
            [
                new Comparison("waitTimeSeconds", "GREATER_THAN", 300, 400), new Comparison("waitingCount", "GREATER_THAN", 1, 7),
                new Comparison(null, "EQUALS", 7, 7),
            ],
            told);
    }

    [Fact]
    public void Metrics_WhenTriggered_AreAllThatAreKnownByNameInOrder()
    {
        var metrics = Triggered(Wait).Evidence.Metrics;
        Assert.Equal(["agentsOnQueue", "waitTimeSeconds", "waitingCount"], metrics.Keys);
        Assert.Equal([1, 400, 7], metrics.Values);
    }

    private static AlertTriggered Triggered(string filter)
    {
        var pass = new EnginePass(new AlertEngine(new DurableState(), EngineLimits.Default));
        pass.Begin(Story.Beginning);
        pass.Decide(new DefineStream(new()
        {
            Id = "s",
            Name = "s",
            Levels = [new(Severity.Critical, SomeFilter.Read(filter), null, 0)],
        }));
        var observation = new Observation { QueueId = "q1", MediaType = "voice", ObservedAt = Story.Beginning };
        observation.Set(Metric.WaitingCount, 7);
        observation.Set(Metric.AgentsOnQueue, 1);
        observation.SetSince(Metric.WaitTimeSeconds, Story.Beginning.Plus(-400_000));
        pass.Observe(observation);
        return Assert.Single(pass.End().OfType<AlertTriggered>());
    }
}
