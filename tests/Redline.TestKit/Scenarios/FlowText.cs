using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Flows;

namespace Redline.TestKit.Scenarios;

/// <summary>Reads and prints flows and executions of scenarios.</summary>
public static class FlowText
{
    /// <summary>
    /// One of <c>flow NAME = {...}</c>, <c>unflow NAME</c>, <c>start NAME {"queueId":..., "alert":1, "data":{...}}</c> and
    /// <c>conclude X1/2 OUTCOME [CODE] [{data}]</c>. Null: the definition has mistakes, which are printed.
    /// </summary>
    /// <exception cref="ScenarioException">It is not spelled so.</exception>
    public static EngineInput? Parse(ScenarioCommand command, Instant now, List<string> output)
    {
        try
        {
            return command.Verb switch
            {
                "flow" => Define(command, output),
                "unflow" => new DeleteFlow(command.Rest),
                "start" => Start(command, now),
                _ => Conclude(command),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or IndexOutOfRangeException)
        {
            throw new ScenarioException($"line {command.LineNumber}: {command.Verb}: {e.Message}");
        }
    }

    /// <summary>What an event of a flow says.</summary>
    public static string? Print(EngineEvent e) => e switch
    {
        FlowDefined d => $" {d.Definition.Name} version {d.Version}",
        FlowDeleted d => $" {d.Name}",
        ExecutionStarted s => $" {Execution.FormatId(s.Number)} {s.Flow} version {s.Version}{About(s.Trigger)}{Print(s.Data)}",
        StepStarted s => $" {Step(s, s.Visit, s.Node)}{(s.Until is { } until ? $" until {ScenarioTime.Print(until)}" : "")}{Print(s.Effect)}",
        StepEnded s => $" {Step(s, s.Visit, s.Node)} {s.Outcome} > {s.Next}{(s.Code is { } code ? $" {code}" : "")}{Print(s.Data)}",
        ExecutionFinished f => $" {Execution.FormatId(f.Number)} {f.State}{(f.Reason is { } reason ? $" {reason}" : "")}",
        ExecutionSkipped s => $" {s.Flow} {Alert.FormatId(s.AlertNumber)} {s.QueueId} {s.Reason}",
        _ => null,
    };

    /// <summary>The flows and the executions that run, one a line.</summary>
    public static IEnumerable<string> Print(FlowState state)
    {
        foreach (var (name, flow) in state.Flows) yield return $"flow {name} version {flow.Version}";
        foreach (var (number, execution) in state.Running)
            yield return $"execution {Execution.FormatId(number)} {execution.Flow} version {execution.Version}{About(execution.Trigger)} at "
                + $"{execution.Current?.Node} step {execution.Current?.Visit}{Print(execution.Data.ToDictionary(d => d.Key, d => (FlowValue?)d.Value))}";
    }

    private static DefineFlow? Define(ScenarioCommand command, List<string> output)
    {
        var equals = command.Rest.IndexOf('=', StringComparison.Ordinal);
        var name = command.Rest[..equals].Trim();
        var body = JsonNode.Parse(command.Rest[(equals + 1)..])!;
        var flow = FlowDefinitionReader.Read(JsonSerializer.SerializeToElement(body), name, out var errors);
        output.AddRange(errors.Select(e => e.ToString()));
        return flow is null ? null : new(flow);
    }

    private static StartExecution Start(ScenarioCommand command, Instant now)
    {
        var words = command.Rest.Split(' ', 2);
        using var json = JsonDocument.Parse(words.Length > 1 ? words[1] : "{}");
        var root = json.RootElement;
        long? alert = root.TryGetProperty("alert", out var number) ? number.GetInt64() : null;
        double? threshold = root.TryGetProperty("threshold", out var limit) ? limit.GetDouble() : null;
        var metrics = root.TryGetProperty("metrics", out var known) ? known.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble()) : [];
        var queue = root.TryGetProperty("queueId", out var id) ? id.GetString() : null;
        return new(words[0], new(alert, queue, null, null, null, null, null, threshold, now, now, metrics, 3, "key:crm"), DataOf(root, "data"));
    }

    private static ConcludeEffect Conclude(ScenarioCommand command)
    {
        var brace = command.Rest.IndexOf('{', StringComparison.Ordinal);
        var words = (brace < 0 ? command.Rest : command.Rest[..brace]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var step = words[0].TrimStart('X').Split('/');
        using var json = JsonDocument.Parse(brace < 0 ? "{}" : $"{{\"data\":{command.Rest[brace..]}}}");
        return new(
            long.Parse(step[0], CultureInfo.InvariantCulture), int.Parse(step[1], CultureInfo.InvariantCulture), words[1],
            words.Length > 2 ? words[2] : null, DataOf(json.RootElement, "data"), []);
    }

    private static Dictionary<string, FlowValue> DataOf(JsonElement json, string name) => json.TryGetProperty(name, out var data)
        ? data.EnumerateObject().ToDictionary(
            p => p.Name, p => p.Value.ValueKind == JsonValueKind.Number ? new FlowValue(p.Value.GetDouble(), null) : new FlowValue(null, p.Value.GetString()))
        : [];

    private static string Step(ExecutionEvent e, int visit, string node) => $"{Execution.FormatId(e.Number)}/{visit} {node}";

    private static string About(FlowTrigger trigger) =>
        (trigger.AlertNumber is { } number ? $" for {Alert.FormatId(number)}" : $" by {trigger.StartedBy}") + (trigger.QueueId is { } queue ? $" {queue}" : "");

    private static string Print(IReadOnlyDictionary<string, FlowValue> data) => Print(data.ToDictionary(d => d.Key, d => (FlowValue?)d.Value));

    private static string Print(IReadOnlyDictionary<string, FlowValue?>? data) => data is { Count: > 0 }
        ? $" {string.Join(" ", data.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value?.ToString() ?? "nothing"}"))}"
        : "";

    private static string Print(FlowEffect? effect) => effect switch
    {
        null => "",
        { Method: { } method } => $" {method} {effect.Url}{(effect.Body is { } body ? $" {body}" : "")}"
            + string.Concat((effect.Headers ?? []).Select(h => $" {h.Name}: {h.Text}{(h.Secret is { } secret ? $"[{secret}]" : "")}")),
        { Url: { } workflow } => $" {workflow} {effect.Body}",
        { Person: { } person } => $" {person}",
        { Title: { } title } => $" \"{title}\" \"{effect.Text}\"",
        _ => "",
    };
}
