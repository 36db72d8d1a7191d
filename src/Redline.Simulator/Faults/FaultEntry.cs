using System.Text.Json.Nodes;
using Redline.Simulator.Http;

namespace Redline.Simulator.Faults;

/// <summary>A fault that was put down.</summary>
internal sealed class FaultEntry(string id, Fault fault, long startsAt)
{
    internal string Id { get; } = id;

    internal Fault Fault { get; } = fault;

    internal long StartsAt { get; } = startsAt;

    internal long? EndsAt => Fault.DurationSeconds is { } seconds ? StartsAt + (long)(seconds * 1_000) : null;

    /// <summary>Whether it has begun.</summary>
    internal bool HasBegun { get; set; }

    /// <summary>Whether it is over, or was taken away.</summary>
    internal bool IsOver { get; set; }

    /// <summary>What came of it, when it could not be done.</summary>
    internal string? Problem { get; set; }

    internal bool IsActive => HasBegun && !IsOver;

    internal JsonObject Describe()
    {
        var body = new JsonObject
        {
            ["id"] = Id,
            ["fault"] = FaultScript.NameOf(Fault.Kind),
            ["state"] = IsOver ? "over" : HasBegun ? "active" : "scheduled",
            ["startsAt"] = WireText.Instant(StartsAt),
        };
        if (EndsAt is { } end) body["endsAt"] = WireText.Instant(end);
        if (Problem is not null) body["problem"] = Problem;
        return body;
    }
}
