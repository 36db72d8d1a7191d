using Redline.Engine.Flows;
using Redline.Engine.Streams;
using Redline.Server.Effects;

namespace Redline.Bench;

/// <summary>
/// A flow that asks each port of the faulty CRM in turn, and at last a name that leads to loopback, whatever comes of it; and
/// how flows may reach it.
/// </summary>
internal static class CrmFlow
{
    public const string Name = "crm";

    private const int Looked = 1_000;

    /// <summary>Loopback stays forbidden, but for the address of the CRM.</summary>
    public static FlowOptions Options => new() { AllowedHosts = ["*:*"], AllowedNetworks = [FaultyCrm.Address + "/32"], AllowPlainHttp = true };

    public static FlowDefinition To(FaultyCrm crm)
    {
        string[] urls = [.. crm.Ports.Select(p => $"http://{FaultyCrm.Address}:{p}/hook"), $"http://localhost:{crm.Ports[^1]}/hook"];
        var nodes = urls.Select((url, i) => $$$"""
            {"id":"ask{{{i}}}","type":"httpRequest","method":"POST","url":"{{{url}}}","timeoutSeconds":1,"retry":{"attempts":2,"delaySeconds":0.1},
             "body":{"queueId":"{{queueId}}","severity":"{{severity}}","waitTimeSeconds":"{{waitTimeSeconds}}"},"answer":{"tier":"$.tier"},
             "next":{"ok":"{{{Next(i)}}}","failed":"{{{Next(i)}}}"}}
            """);
        using var json = System.Text.Json.JsonDocument.Parse($$"""{"name":"{{Name}}","nodes":[{{string.Join(',', nodes)}}]}""");
        return FlowDefinitionReader.Read(json.RootElement, "$", out var errors) ?? throw new InvalidOperationException($"{errors[0]}");

        string Next(int i) => i + 1 < urls.Length ? $"ask{i + 1}" : "end";
    }

    /// <summary>How the steps of the last executions ended, by node and code.</summary>
    public static async Task<string> EndsAsync(BenchServer server)
    {
        var (last, _) = await server.ExecutionsAsync(Name, Looked);
        var ends = last.SelectMany(x => x.Steps).GroupBy(s => $"{s.Node} {s.Code ?? s.Outcome}", StringComparer.Ordinal);
        return string.Join(", ", ends.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));
    }

    /// <summary>A stream with the flow, or without one.</summary>
    public static StreamDefinition With(StreamDefinition stream, bool flow) => stream with { Flow = flow ? Name : null };
}
