using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// Runs the commands of a scenario on an engine. Commands of one block and one instant are one pass: what stands
/// together is observed together and decided once.
/// </summary>
public sealed class ScenarioRunner
{
    // Most stories are not about when people are told; those that are begin with `coalesce`.
    private JournaledEngine _engine = new(EngineLimits.Default with { CoalesceMilliseconds = 0 });
    private Instant _now = ScenarioTime.Parse("00:00:00");

    /// <summary>Runs one block; returns the lines it gives, <c>nothing</c> when there are none.</summary>
    /// <exception cref="ScenarioException">A command cannot be read, or a law of the engine broke.</exception>
    public IReadOnlyList<string> Run(ScenarioBlock block)
    {
        var output = new List<string>();
        var together = new List<ScenarioCommand>();
        foreach (var (lineNumber, text) in block.Commands())
        {
            var command = ScenarioCommand.Parse(lineNumber, text);
            var now = command.At is { } at ? ScenarioTime.Parse(at) : _now;
            if (now != _now || !IsOfPass(command))
            {
                RunPass(together, output);
                _now = now;
            }

            if (IsOfPass(command)) together.Add(command);
            else RunAlone(command, output);
        }

        RunPass(together, output);
        if (output.Count == 0) output.Add("nothing");
        return output;
    }

    private static bool IsOfPass(ScenarioCommand command) =>
        command.Verb is "observe" or "heartbeat" or "tick" or "stream" or "delete"
            or "acknowledge" or "takeover" or "withdraw" or "message" or "report" or "gone" or "warmed" or "silence" or "unsilence"
            or "set" or "delete-set" or "parameter" or "delete-parameter"
            or "flow" or "unflow" or "start" or "conclude"
            or "escalate" or "take" or "take-over" or "give-back" or "close";

    private void RunAlone(ScenarioCommand command, List<string> output)
    {
        switch (command.Verb)
        {
            case "restart":
                // What the clock made due is decided before the server stops; "crash" leaves that and values behind.
                RunPass([command with { Verb = "tick" }], output);
                _engine.KeepCheckpoints();
                Restart(output);
                break;
            case "crash":
                Restart(output);
                break;
            case "coalesce":
                if (_engine.JournalLength > 0) throw new ScenarioException($"line {command.LineNumber}: coalesce comes first");
                _engine = new(EngineLimits.Default with { CoalesceMilliseconds = int.Parse(command.Rest, System.Globalization.CultureInfo.InvariantCulture) });
                break;
            case "checkpoint":
                _engine.KeepCheckpoints();
                break;
            case "state":
                output.AddRange(StateText.Print(_engine.Engine.Durable));
                break;
            case "queues":
                output.AddRange(StateText.Print(_engine.Engine.Queues));
                break;
            case "wakeup":
                output.Add($"next wake-up {ScenarioTime.Print(_engine.Engine.NextWakeup)}");
                break;
            default:
                throw new ScenarioException($"line {command.LineNumber}: unknown command `{command.Verb}`");
        }
    }

    private void Restart(List<string> output)
    {
        _engine.Restart();
        var warming = _engine.Engine.Queues.Where(q => q.Sight == QueueSight.Warming)
            .Select(q => $"{q.QueueId}/{q.MediaType}").Order(StringComparer.Ordinal).DefaultIfEmpty("none");
        output.Add($"restarted, warming: {string.Join(", ", warming)}");
    }

    private void RunPass(List<ScenarioCommand> commands, List<string> output)
    {
        if (commands.Count == 0) return;
        var events = _engine.Run(_now, pass =>
        {
            foreach (var command in commands) Take(command, pass, output);
        });
        output.AddRange(events.Select(e => EventText.Print(e, _engine.Engine.Durable.Streams)));
        commands.Clear();
    }

    private static void Take(ScenarioCommand command, EnginePass pass, List<string> output)
    {
        switch (command.Verb)
        {
            case "observe":
                var outcome = pass.Observe(ObservationText.Parse(command, pass.Now));
                if (outcome is not (ObserveOutcome.Changed or ObserveOutcome.Unchanged)) output.Add($"observation {outcome}");
                break;
            case "heartbeat":
                pass.ObserveHeartbeat(command.Arguments().GetValueOrDefault("source", "acd"));
                break;
            case "stream":
                Define(command, pass, output);
                break;
            case "delete":
                var (gone, version) = Versioned(command, command.Rest);
                Decide(pass, new DeleteStream(gone, version), output);
                break;
            case "set" or "delete-set" or "parameter" or "delete-parameter":
                if (ReferenceText.Parse(command, output) is { } named) Decide(pass, named, output);
                break;
            case "acknowledge" or "takeover" or "withdraw":
                Decide(pass, AcknowledgementText.Parse(command), output);
                break;
            case "report" or "gone":
                Decide(pass, SourceText.Parse(command), output);
                break;
            case "flow" or "unflow" or "start" or "conclude":
                if (FlowText.Parse(command, pass.Now, output) is { } asked) Decide(pass, asked, output);
                break;
            case "warmed":
                pass.EndWarming();
                break;
            case "silence" or "unsilence":
                if (SilenceText.Parse(command, output) is { } silence) Decide(pass, silence, output);
                break;
            case "escalate" or "take" or "take-over" or "give-back" or "close":
                Decide(pass, EscalationText.Parse(command)!, output);
                break;
            case "message":
                if (MessageText.Parse(command, output) is { } send) Decide(pass, send, output);
                break;
        }
    }

    // NAME = {...}: what every stream must have and no story needs to say is added. Stories that are not about it leave out
    // what keeps a queue from going stale.
    private static void Define(ScenarioCommand command, EnginePass pass, List<string> output)
    {
        var equals = command.Rest.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) throw new ScenarioException($"line {command.LineNumber}: stream NAME = {{...}}");
        var (name, version) = Versioned(command, command.Rest[..equals].Trim());
        var body = JsonNode.Parse(command.Rest[(equals + 1)..]) as JsonObject
            ?? throw new ScenarioException($"line {command.LineNumber}: the stream is not a JSON object");
        if (!body.ContainsKey("name")) body["name"] = name;
        if (!body.ContainsKey("entityType")) body["entityType"] = "queue";
        if (!body.ContainsKey("staleAfterSeconds")) body["staleAfterSeconds"] = StreamLimits.MaxSeconds;
        var json = JsonSerializer.SerializeToElement(body);
        var definition = StreamDefinitionReader.Read(json, name, out var errors);
        if (definition is null) output.AddRange(errors.Select(e => e.ToString()));
        else Decide(pass, new DefineStream(definition, version), output);
    }

    // NAME, or NAME at version N: what is changed must be that version.
    private static (string Name, int? Version) Versioned(ScenarioCommand command, string text)
    {
        const string word = " at version ";
        var at = text.IndexOf(word, StringComparison.Ordinal);
        if (at < 0) return (text, null);
        return int.TryParse(text[(at + word.Length)..], System.Globalization.CultureInfo.InvariantCulture, out var version)
            ? (text[..at], version)
            : throw new ScenarioException($"line {command.LineNumber}: at version N");
    }

    private static void Decide(EnginePass pass, EngineInput input, List<string> output)
    {
        try
        {
            pass.Decide(input);
        }
        catch (EngineConflictException e)
        {
            output.Add($"conflict: {e.Id} is at version {e.CurrentVersion}");
        }
        catch (EngineDefinitionException e)
        {
            output.AddRange(e.Refusals.Select(r => $"refused: {r.Kind} {r.Id}: {r.Error}"));
        }
        catch (EngineRefusalException e)
        {
            output.Add($"refused: {e.Code}{(e.OwnerId is { } owner ? $", {owner} has it" : "")}");
        }
        catch (EngineLimitException e)
        {
            output.Add($"refused: {e.Code}");
        }
    }
}
