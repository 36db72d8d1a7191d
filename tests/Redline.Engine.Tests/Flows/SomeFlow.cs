using System.Text.Json;
using Redline.Engine.Alerts;
using Redline.Engine.Definitions;
using Redline.Engine.Flows;

namespace Redline.Engine.Tests.Flows;

/// <summary>Flows for tests.</summary>
internal static class SomeFlow
{
    public static readonly Instant Now = new(1_772_445_600_000);

    public static FlowDefinition Read(string json) =>
        TryRead(json, out var errors) ?? throw new InvalidOperationException(string.Join("; ", errors));

    public static FlowDefinition? TryRead(string json, out IReadOnlyList<DefinitionError> errors)
    {
        using var document = JsonDocument.Parse(json);
        return FlowDefinitionReader.Read(document.RootElement, "", out errors);
    }

    /// <summary>A flow whose only node decides.</summary>
    public static FlowDefinition Asking(string expression, string inputs = "") =>
        Read($$"""{"name":"f","inputs":[{{inputs}}],"nodes":[{"id":"ask","type":"decision","expression":{{expression}},"next":{"yes":"end","no":"end"} }]}""");

    public static FlowTrigger Trigger(params (string Name, double Value)[] metrics) => new(
        17, "q1", "Billing", "voice", "s", "Slow", Severity.Critical, 300, Now, Now,
        metrics.ToDictionary(m => m.Name, m => m.Value), 3, null);

    /// <summary>How the first decision of a flow comes out.</summary>
    public static string OutcomeOf(FlowDefinition flow, FlowTrigger trigger, params (string Name, FlowValue Value)[] data) =>
        Walk(flow, trigger, data: data).Steps[0].Outcome!;

    public static Execution Walk(
        FlowDefinition flow, FlowTrigger trigger, Dictionary<string, string>? outcomes = null,
        Dictionary<string, IReadOnlyDictionary<string, FlowValue>>? answers = null, params (string Name, FlowValue Value)[] data) =>
        FlowDryRun.Run(flow, 0, trigger, data.ToDictionary(d => d.Name, d => d.Value), outcomes ?? [], answers ?? []);
}
