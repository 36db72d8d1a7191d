using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Engine.Tests.Streams;

/// <summary>Streams for tests, in the JSON people write, and queues to survey.</summary>
internal static class SomeStream
{
    public static readonly Instant Now = new(1_772_445_600_000);

    /// <summary>A stream of one filter and further properties; what every stream must have is added.</summary>
    public static StreamDefinition Read(string filter, string properties = "{}")
    {
        var body = (JsonObject)JsonNode.Parse(properties)!;
        body["name"] = "s";
        body["entityType"] = "queue";
        if (filter.Length > 0) body["filterExpression"] = JsonNode.Parse(filter);
        var stream = StreamDefinitionReader.Read(JsonSerializer.SerializeToElement(body), "s", out var errors);
        Assert.Empty(errors);
        return stream!;
    }

    /// <summary>An engine that knows VIP (voice: waiting 12, longest 400 s; chat) and Billing (voice, waiting 1), in no division.</summary>
    public static AlertEngine Engine()
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default);
        Observe(engine, "vip", "VIP", "voice", waiting: 12, seconds: 400);
        Observe(engine, "vip", "VIP", "chat", waiting: 0, seconds: null);
        Observe(engine, "billing", "Billing", "voice", waiting: 1, seconds: 3);
        return engine;
    }

    public static string[] Lints(string filter, string properties = "{}") => Lints(Engine(), filter, properties);

    public static string[] Lints(AlertEngine engine, string filter, string properties = "{}")
    {
        var stream = Read(filter, properties);
        return [.. StreamLints.Of(stream, engine.Survey(stream, Now)).Select(l => l.Code)];
    }

    private static void Observe(AlertEngine engine, string id, string name, string mediaType, int waiting, int? seconds)
    {
        var observation = new Observation { SourceId = "acd", QueueId = id, QueueName = name, MediaType = mediaType, ObservedAt = Now };
        observation.Set(Metric.WaitingCount, waiting);
        observation.SetSince(Metric.WaitTimeSeconds, seconds is { } s ? Now.Plus(-1000L * s) : null);
        engine.Observe(observation, Now);
    }
}
