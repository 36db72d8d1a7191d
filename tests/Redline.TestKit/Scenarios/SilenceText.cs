using System.Globalization;
using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Schedules;
using Redline.Engine.Silences;

namespace Redline.TestKit.Scenarios;

/// <summary>Reads and prints silences of scenarios.</summary>
public static class SilenceText
{
    /// <summary>
    /// What <c>silence {...} by PERSON</c>, <c>silence S1 {...} by PERSON</c> or <c>unsilence S1 by PERSON</c> asks. The body is
    /// that of <c>POST /api/v2/silences</c>; instants may be times of day, and the reason left out. Null: it has mistakes, which
    /// are printed.
    /// </summary>
    /// <exception cref="ScenarioException">It is not spelled so.</exception>
    public static EngineInput? Parse(ScenarioCommand command, List<string> output)
    {
        var by = command.Rest.LastIndexOf(" by ", StringComparison.Ordinal);
        if (by < 0) throw new ScenarioException($"line {command.LineNumber}: {command.Verb} ... by PERSON");
        var (said, subject) = (command.Rest[..by].Trim(), "person:" + command.Rest[(by + 4)..]);
        if (command.Verb == "unsilence") return new EndSilence(NumberOf(said, command), subject);
        var body = said.IndexOf('{', StringComparison.Ordinal);
        if (body < 0) throw new ScenarioException($"line {command.LineNumber}: silence {{...}} by PERSON");
        var json = System.Text.Json.Nodes.JsonNode.Parse(said[body..])!.AsObject();
        foreach (var name in (string[])["from", "until"])
            if (json[name]?.GetValue<string>() is { } time)
                json[name] = ScenarioTime.Parse(time).ToString();
        if (!json.ContainsKey("reason")) json["reason"] = "works";
        var draft = SilenceReader.Read(JsonSerializer.SerializeToElement(json), out var mistakes);
        output.AddRange(mistakes.Select(m => m.ToString()));
        return draft is null ? null : new SetSilence(body == 0 ? null : NumberOf(said[..body].Trim(), command), draft, subject);
    }

    /// <summary>A silence on one line.</summary>
    public static string Print(Silence s)
    {
        var scope = s.Scope;
        var parts = new[]
        {
            Part("queues", scope.QueueIds), Part("divisions", scope.DivisionIds), Part("streams", scope.StreamIds),
            Part("severities", [.. scope.Severities.Select(EventText.Word)]),
        };
        var recurs = s.Recurs is { } schedule ? $" while {ScheduleWords.Of(schedule)}" : "";
        return $"{s.FormatId()} {string.Join("; ", parts.OfType<string>())} from {ScenarioTime.Print(s.From)} until {ScenarioTime.Print(s.Until)}{recurs}"
            + $" by {s.OwnerSubject}{(s.ChangedBySubject == s.OwnerSubject ? "" : $", changed by {s.ChangedBySubject}")}: {s.Reason}";
    }

    private static string? Part(string name, IReadOnlyList<string> names) => names.Count == 0 ? null : $"{name} {string.Join(", ", names)}";

    private static long NumberOf(string id, ScenarioCommand command) =>
        id.Length > 1 && id[0] == 'S' && long.TryParse(id.AsSpan(1), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ScenarioException($"line {command.LineNumber}: S1");
}
