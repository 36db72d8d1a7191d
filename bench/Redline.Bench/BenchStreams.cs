using System.Text;
using Redline.Engine.Streams;
using Redline.Server.Streams;

namespace Redline.Bench;

/// <summary>The streams the figures use, written as an operator writes them.</summary>
internal static class BenchStreams
{
    /// <summary>Four comparisons and a division.</summary>
    public const string CompoundRule = """
        {"operator":"AND","operands":[
          {"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300},
          {"field":"waitingCount","operator":"GREATER_THAN_OR_EQUAL","value":5},
          {"field":"serviceLevelPercent","operator":"LESS_THAN","value":80},
          {"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"field":"agentsOnQueue"}]},
           "operator":"GREATER_THAN","value":2}]}
        """;

    /// <summary>A stream with one filter.</summary>
    public static StreamDefinition Of(string id, string filter, string more = "")
    {
        var json = $$"""{"id":"{{id}}","name":"{{id}}","entityType":"queue","filterExpression":{{filter}}{{more}}}""";
        var streams = StreamFile.Parse(Encoding.UTF8.GetBytes(json), out var errors);
        return errors.Count == 0 ? streams[0] : throw new InvalidOperationException(string.Join(" ", errors));
    }

    /// <summary>A stream on the wait; without a queue it looks at every one.</summary>
    public static StreamDefinition OnWait(string id, int seconds, string? queueId = null, string more = "")
    {
        var wait = $$"""{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":{{seconds}}}""";
        return Of(id, queueId is null ? wait : Within(queueId, wait), more);
    }

    /// <summary>A filter that holds for one queue only.</summary>
    public static string Within(string queueId, string filter) =>
        $$"""{"operator":"AND","operands":[{"field":"queueId","operator":"EQUALS","value":"{{queueId}}"},{{filter}}]}""";
}
