using System.Text.Json;

namespace Redline.Engine.Flows;

/// <summary>The flows every organization has from its first start. An operator may change or delete them; they do not come back by themselves.</summary>
public static class ShippedFlows
{
    /// <summary>The name of the flow that records an escalation and tells people (design section 9).</summary>
    public const string QueueEscalationTrigger = "Queue_Escalation_Trigger";

    private const string QueueEscalation = """
        {"name":"Queue_Escalation_Trigger",
         "description":"When a queue is over its limit, an escalation is recorded and people are told.",
         "trigger":"EXTERNAL",
         "nodes":[
          {"id":"node1","type":"decision","expression":"waitTimeSeconds > threshold","next":{"yes":"node2","no":"end"}},
          {"id":"node2","type":"httpRequest","method":"POST","url":"/api/v2/escalations/create",
           "body":{"alertId":"{{alertId}}","queueId":"{{queueId}}","severity":"{{severity}}",
            "metrics":{"waitTimeSeconds":"{{waitTimeSeconds}}","waitingCount":"{{waitingCount}}"},
            "threshold":"{{threshold}}","openedAt":"{{openedAt}}","reason":"{{queueName}}: longest wait {{waitTimeSeconds}} s, limit {{threshold}} s."},
           "answer":{"escalationId":"$.id"},
           "next":{"ok":"node3","failed":"node3"}},
          {"id":"node3","type":"notify","next":{"done":"end"}}]}
        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FlowDefinition> All { get; } = [Read(QueueEscalation)];

    private static FlowDefinition Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return FlowDefinitionReader.Read(json.RootElement, "", out var errors) ?? throw new InvalidOperationException($"A flow that ships is wrong: {errors[0]}");
    }
}
