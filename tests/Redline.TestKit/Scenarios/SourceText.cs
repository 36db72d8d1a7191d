using Redline.Engine;
using Redline.Engine.Sources;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// Reads what is reported of sources: <c>report acd Token</c>, <c>report acd Permission of q1 q2</c>, <c>report acd
/// well</c>, <c>gone q1 q2</c> (of the source acd); and prints how far a source is blind.
/// </summary>
public static class SourceText
{
    private const string Usual = "acd";

    /// <summary>Reads one of the commands.</summary>
    /// <exception cref="ScenarioException">It is not spelled so.</exception>
    public static EngineInput Parse(ScenarioCommand command)
    {
        var words = command.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (command.Verb == "gone") return new ReportQueuesGone(Usual, words);
        if (words is [var healthy, "well"]) return new ReportSource(healthy, null);
        if (words is [var source, var name, ..] && Enum.TryParse<BlindCause>(name, out var cause) && (words.Length == 2 || words[2] == "of"))
            return new ReportSource(source, cause, words.Length == 2 ? null : words[3..]);
        throw new ScenarioException($"line {command.LineNumber}: report SOURCE CAUSE [of QUEUES], report SOURCE well, gone QUEUES");
    }

    /// <summary>The source's id, or words for none.</summary>
    public static string Name(string sourceId) => sourceId.Length == 0 ? "(no source)" : sourceId;

    /// <summary>How far it is blind: <c>, whole, 3 queues</c> or <c>: q1 q2</c>.</summary>
    public static string Extent(bool isWhole, int count, IReadOnlyList<string> queueIds) => isWhole
        ? $", whole, {count} queues"
        : $": {string.Join(' ', queueIds)}{(count > queueIds.Count ? $" and {count - queueIds.Count} more" : "")}";
}
