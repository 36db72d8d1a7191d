using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redline.Simulator.Faults;

/// <summary>Reads faults: one object, or a list of them. All mistakes are named at once.</summary>
public static class FaultScript
{
    /// <summary>Faults of one script; more are refused.</summary>
    public const int MostFaults = 1_000;

    private const double MostSeconds = 365 * 86_400;

    private static readonly string[] Anywhere = ["fault", "at", "afterSeconds"];

    /// <summary>What each kind takes besides when it begins; what lasts takes <c>durationSeconds</c>.</summary>
    private static readonly Dictionary<FaultKind, string[]> Fields = new()
    {
        [FaultKind.DropSockets] = ["durationSeconds", "everySeconds"],
        [FaultKind.HalfOpen] = ["durationSeconds"],
        [FaultKind.SocketClosing] = [],
        [FaultKind.HandshakeRefused] = ["durationSeconds"],
        [FaultKind.TokenExpiry] = ["durationSeconds", "lifetimeSeconds"],
        [FaultKind.RevokeTokens] = [],
        [FaultKind.RateLimitStorm] = ["durationSeconds", "retryAfterSeconds", "share"],
        [FaultKind.LateEvents] = ["durationSeconds", "delaySeconds", "share"],
        [FaultKind.DuplicateEvents] = ["durationSeconds", "share"],
        [FaultKind.ReorderEvents] = ["durationSeconds", "share"],
        [FaultKind.Outage] = ["durationSeconds", "refuses"],
        [FaultKind.ClockOffset] = ["durationSeconds", "offsetSeconds"],
        [FaultKind.PermissionLost] = ["durationSeconds", "permission"],
        [FaultKind.UnansweredRinging] = ["durationSeconds", "everySeconds"],
        [FaultKind.QueueDeleted] = ["queue"],
        [FaultKind.QueueRenamed] = ["queue", "name"],
        [FaultKind.QueueMoved] = ["queue", "division"],
        [FaultKind.QueueCreated] = ["name", "division"],
    };

    private static readonly string[] Required = ["queue", "name", "permission", "offsetSeconds"];

    /// <summary>Reads a script.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="mistakes">Everything that is wrong with it, each with its place; empty: nothing.</param>
    public static IReadOnlyList<Fault> Read(ReadOnlyMemory<byte> json, out IReadOnlyList<string> mistakes)
    {
        var found = new List<string>();
        mistakes = found;
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json.Span);
        }
        catch (JsonException e)
        {
            found.Add($"faults: this is not JSON: {e.Message}");
            return [];
        }

        JsonNode?[] list = node is JsonArray array ? [.. array] : [node];
        if (list.Length > MostFaults) found.Add($"faults: at most {MostFaults}.");
        var faults = list.Take(MostFaults).Select((f, i) => ReadOne(f as JsonObject, $"faults[{i}]", found)).ToList();
        return found.Count > 0 ? [] : [.. faults.OfType<Fault>()];
    }

    private static Fault? ReadOne(JsonObject? body, string place, List<string> mistakes)
    {
        if (body is null || KindOf(body["fault"]) is not { } kind)
        {
            mistakes.Add($"{place}.fault: must be one of {string.Join(", ", Fields.Keys.Select(NameOf))}.");
            return null;
        }

        var allowed = Anywhere.Concat(Fields[kind]).ToList();
        mistakes.AddRange(body.Select(p => p.Key).Where(k => !allowed.Contains(k)).Select(k => $"{place}.{k}: {NameOf(kind)} takes {string.Join(", ", allowed.Skip(1))}."));
        mistakes.AddRange(Fields[kind].Where(f => Required.Contains(f) && body[f] is null).Select(f => $"{place}.{f}: {NameOf(kind)} needs it."));
        if (kind == FaultKind.QueueMoved && body["division"] is null) mistakes.Add($"{place}.division: {NameOf(kind)} needs it.");
        return new FaultFields(body, place, mistakes).Read(kind);
    }

    /// <summary>The name of a kind in a script.</summary>
    internal static string NameOf(FaultKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static FaultKind? KindOf(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text)) return null;
        foreach (var kind in Fields.Keys)
        {
            if (NameOf(kind) == text) return kind;
        }

        return null;
    }

    /// <summary>Reads the fields of one fault.</summary>
    private sealed class FaultFields(JsonObject body, string place, List<string> mistakes)
    {
        internal Fault Read(FaultKind kind)
        {
            var usual = new Fault { Kind = kind };
            return usual with
            {
                AtMilliseconds = Instant("at"),
                AfterSeconds = Number("afterSeconds", 0, MostSeconds) ?? usual.AfterSeconds,
                DurationSeconds = Number("durationSeconds", 0.001, MostSeconds),
                EverySeconds = Number("everySeconds", 0.1, MostSeconds) ?? usual.EverySeconds,
                Share = Number("share", 0, 1) ?? usual.Share,
                DelaySeconds = Number("delaySeconds", 0.001, 3_600) ?? usual.DelaySeconds,
                OffsetSeconds = Number("offsetSeconds", -MostSeconds, MostSeconds) ?? usual.OffsetSeconds,
                LifetimeSeconds = Number("lifetimeSeconds", 1, MostSeconds) ?? usual.LifetimeSeconds,
                RetryAfterSeconds = (int)(Number("retryAfterSeconds", 1, 86_400) ?? usual.RetryAfterSeconds),
                Refuses = Flag("refuses"),
                Queue = Text("queue"),
                Name = Text("name"),
                Division = Text("division"),
                Permission = Text("permission"),
            };
        }

        private double? Number(string name, double least, double most)
        {
            if (body[name] is not { } node) return null;
            if (node is JsonValue value && value.TryGetValue<double>(out var number) && number >= least && number <= most) return number;
            mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"{place}.{name}: must be a number from {least} to {most}."));
            return null;
        }

        private bool Flag(string name)
        {
            if (body[name] is not { } node) return false;
            if (node is JsonValue value && value.TryGetValue<bool>(out var flag)) return flag;
            mistakes.Add($"{place}.{name}: must be true or false.");
            return false;
        }

        private string? Text(string name)
        {
            if (body[name] is not { } node) return null;
            if (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length is > 0 and <= 200) return text;
            mistakes.Add($"{place}.{name}: must be a text of 1 to 200 characters.");
            return null;
        }

        private long? Instant(string name)
        {
            if (body[name] is null || Text(name) is not { } text) return null;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.ToUnixTimeMilliseconds();
            mistakes.Add($"{place}.{name}: must be an instant such as 1999-03-11T10:00:00Z.");
            return null;
        }
    }
}
