using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Replays;

namespace Redline.Server.Tests.Demo;

/// <summary>What frames of alerts tell when they are put together as <c>replay</c> does: one row an alert.</summary>
internal sealed class ToldAlerts
{
    private readonly Dictionary<string, ReplayRow> _rows = [];

    public IEnumerable<ReplayRow> Rows => _rows.Values;

    public int Resolved { get; private set; }

    /// <summary>Takes a frame; one that is about no alert changes nothing.</summary>
    public void Add(JsonElement frame)
    {
        if (frame.TypeOfFrame() != "alert") return;
        var alert = frame.Alert();
        var severity = alert.Text("severity") == "WARNING" ? Severity.Warning : Severity.Critical;
        var row = new ReplayRow(
            alert.Text("streamName"), alert.Text("queueId"), alert.Text("mediaType"), severity,
            InstantOf(alert, "triggeredAt")!.Value, InstantOf(alert, "resolvedAt"));
        if (_rows.TryGetValue(alert.Text("alertId"), out var known))
        {
            Assert.Null(known.ResolvedAt);
            Assert.Equal(known.TriggeredAt, row.TriggeredAt);
            if (known.Severity > severity) row = row with { Severity = known.Severity };
        }

        _rows[alert.Text("alertId")] = row;
        if (row.ResolvedAt is not null) Resolved++;
    }

    private static Instant? InstantOf(JsonElement alert, string name)
    {
        if (alert.GetProperty(name).ValueKind == JsonValueKind.Null) return null;
        Assert.True(Instant.TryParse(alert.Text(name), out var instant), $"Not an instant: {alert.Text(name)}");
        return instant;
    }
}
