using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Flows;

/// <summary>What a variable is.</summary>
internal enum VariableKind
{
    Number,
    Text,

    /// <summary>Known only when it is read: data.</summary>
    Either,
}

/// <summary>The variables a flow may name: those of every flow, and its own data. One definition.</summary>
internal sealed class FlowVariables(IEnumerable<string> data, bool asksPresence)
{
    private const string Trigger = "trigger.";
    private const string Data = "data.";

    private static readonly string[] Texts =
    [
        "queueId", "queueName", "mediaType", "severity", "alertId", "streamId", "streamName", "openedAt", "triggeredAt", "flow", "executionId",
    ];

    private static readonly string[] OfPerson = ["person.id", "person.onlineState"];

    private readonly HashSet<string> _data = [.. data];

    /// <summary>What a name is; null: it is none.</summary>
    public VariableKind? Find(string name)
    {
        if (name == "threshold" || Metrics.TryParse(name, out _)) return VariableKind.Number;
        if (name.StartsWith(Trigger, StringComparison.Ordinal)) return Metrics.TryParse(name[Trigger.Length..], out _) ? VariableKind.Number : null;
        if (name.StartsWith(Data, StringComparison.Ordinal)) return _data.Contains(name[Data.Length..]) ? VariableKind.Either : null;
        return Texts.Contains(name, StringComparer.Ordinal) || (asksPresence && OfPerson.Contains(name, StringComparer.Ordinal)) ? VariableKind.Text : null;
    }

    /// <summary>What to do about a name that is none.</summary>
    public string Remedy(string name)
    {
        if (OfPerson.Contains(name, StringComparer.Ordinal)) return $"`{name}` has a value only in a flow that has a presence node; add one before this node.";
        if (FilterWords.Nearest(name, [.. All]) is { } near) return $"Unknown variable `{name}`, did you mean `{near}`?";
        return name.StartsWith(Data, StringComparison.Ordinal)
            ? $"No node sets `{name}`; set it with setData or `answer`, or name it in `inputs`."
            : "Unknown variable. There are the metrics such as waitTimeSeconds, each also as trigger.waitTimeSeconds, threshold, "
                + string.Join(", ", Texts) + ", and data.NAME.";
    }

    private IEnumerable<string> All =>
        Texts.Concat(Metrics.AllNames).Append("threshold").Concat(Metrics.AllNames.Select(n => Trigger + n)).Concat(_data.Select(n => Data + n));
}
