using Redline.Engine.Alerts;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;

namespace Redline.Engine.Tests.Laws;

public sealed class AllocationLawTests
{
    private const int Passes = 10_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pass_WhenNothingIsDecided_AllocatesNothing(bool readsAge)
    {
        var pass = new EnginePass(new AlertEngine(new DurableState(), EngineLimits.Default));
        pass.Begin(Story.Beginning);
        foreach (var (id, filter) in Streams(readsAge)) pass.Decide(new DefineStream(Stream(id, filter)));
        pass.End();
        var now = Run(pass, Story.Beginning, 200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(pass, now, Passes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Everything moves and no line is crossed: calls come and go, agents join and leave, in two media types, with heartbeats.
    private static Instant Run(EnginePass pass, Instant now, int passes)
    {
        for (var i = 0; i < passes; i++)
        {
            now = now.Plus(20);
            pass.Begin(now);
            Observation.Clear();
            Observation.SourceId = "acd";
            Observation.QueueId = "q1";
            Observation.QueueName = "Billing";
            Observation.MediaType = i % 3 == 0 ? "chat" : "voice";
            Observation.ObservedAt = now;
            Observation.Set(Metric.WaitingCount, i % 5);
            Observation.SetSince(Metric.WaitTimeSeconds, i % 5 == 0 ? null : now.Plus(-i % 1_000));
            Observation.Set(Metric.OfferedCount, i / 10 % 900);
            Observation.Set(Metric.AbandonedCount, i / 50 % 900);
            Observation.Set(Metric.AgentsOnQueue, 1 + i % 4);
            Assert.True(pass.Observe(Observation) != ObserveOutcome.ClockRefused);
            pass.ObserveHeartbeat("acd");
            if (pass.End().Count > 0) Assert.Fail("something was decided");
        }

        return now;
    }

    private static readonly Observation Observation = new();

    private static IEnumerable<(string Id, string Filter)> Streams(bool readsAge)
    {
        yield return ("slow", """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""");
        yield return ("crowd", """{"field":"waitingCount","operator":"GREATER_THAN","value":10}""");
        yield return ("empty", """{"field":"agentsOnQueue","operator":"LESS_THAN","value":1}""");
        yield return ("rush", """{"field":"arrivalsPerMinute","operator":"GREATER_THAN","value":100000}""");
        yield return ("load", """
            {"operator":"AND","operands":[
              {"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"operator":"MAX","operands":[{"field":"agentsOnQueue"},{"value":1}]}]},
               "operator":"GREATER_THAN","value":50},
              {"expression":{"operator":"MIN","operands":[{"field":"waitTimeSeconds"},{"value":60}]},"operator":"BETWEEN","value":[30,90]}]}
            """);
        if (readsAge) yield return ("silent", """{"field":"observationAgeSeconds","operator":"GREATER_THAN","value":30}""");
    }

    private static StreamDefinition Stream(string id, string filter) => new()
    {
        Id = id,
        Name = id,
        SourceEntity = SourceEntity.Routing,
        Levels = [new(Severity.Critical, SomeFilter.Read(filter), null, 1_000)],
    };
}
