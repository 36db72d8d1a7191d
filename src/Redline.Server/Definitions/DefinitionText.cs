using System.Text.Json;

namespace Redline.Server.Definitions;

/// <summary>Writes what a server planned or did, for people.</summary>
internal static class DefinitionText
{
    private const int MaxValue = 60;

    /// <summary>Writes an answer of <c>plan</c> or <c>apply</c>.</summary>
    public static void Write(TextWriter output, JsonElement answer)
    {
        var applied = answer.GetProperty("applied").GetBoolean();
        var changes = answer.GetProperty("changes");
        foreach (var change in changes.EnumerateArray())
        {
            var sign = change.GetProperty("action").GetString() switch { "CREATE" => "+", "DELETE" => "-", _ => "~" };
            output.WriteLine($"{sign} {change.GetProperty("kind").GetString()} {change.GetProperty("id").GetString()}");
            foreach (var difference in change.GetProperty("differences").EnumerateArray())
                output.WriteLine($"    {difference.GetProperty("path").GetString()}: {Short(difference.GetProperty("before"))} -> {Short(difference.GetProperty("after"))}");
        }

        foreach (var stream in answer.GetProperty("streams").EnumerateArray())
        {
            output.WriteLine($"stream {stream.GetProperty("streamId").GetString()} would look at {stream.GetProperty("matchedQueues")} known queues, {stream.GetProperty("breachingQueues")} of them over the line now");
            var unknown = stream.GetProperty("unknownQueueIds");
            if (unknown.GetArrayLength() > 0) output.WriteLine($"    not known: {Names(unknown)}");
            WriteLints(output, stream);
        }

        foreach (var flow in answer.GetProperty("flows").EnumerateArray())
        {
            var users = flow.GetProperty("usedBy");
            output.WriteLine($"flow {flow.GetProperty("name").GetString()} would be started by {(users.GetArrayLength() > 0 ? $"the streams {Names(users)}" : "no stream")}");
            WriteLints(output, flow);
        }

        foreach (var alert in answer.GetProperty("alerts").EnumerateArray())
        {
            var reason = alert.GetProperty("reason").GetString() is { } why ? $" ({why})" : "";
            var outcome = alert.GetProperty("outcome").GetString()!.ToLowerInvariant().Replace('_', ' ');
            output.WriteLine($"alert {alert.GetProperty("alertId").GetString()} of {alert.GetProperty("streamId").GetString()}, queue {alert.GetProperty("queueId").GetString()}: {outcome}{reason}");
        }

        var others = answer.GetProperty("others").GetInt32();
        output.WriteLine($"{changes.GetArrayLength()} changes, {answer.GetProperty("unchanged")} unchanged{(others > 0 ? $", {others} others stay as they are" : "")}. {(applied ? "Applied." : "Nothing was changed.")}");
    }

    private static void WriteLints(TextWriter output, JsonElement of)
    {
        foreach (var lint in of.GetProperty("lints").EnumerateArray()) output.WriteLine($"    {lint.GetProperty("message").GetString()} [{lint.GetProperty("code").GetString()}]");
    }

    private static string Names(JsonElement list) => string.Join(", ", list.EnumerateArray().Select(n => n.GetString()));

    private static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text == "null" ? "(none)" : text.Length <= MaxValue ? text : text[..MaxValue] + "…";
    }
}
