using System.Text.Json;
using Redline.Delivery.Routing;

namespace Redline.Delivery.Tests.Routing;

/// <summary>What a desktop shows that follows the protocol: each frame upserts one alert by its id.</summary>
internal sealed class FollowingDesktop
{
    private readonly Dictionary<string, JsonElement> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _revisions = new(StringComparer.Ordinal);

    /// <summary>The number of the last frame.</summary>
    public long Offset { get; private set; }

    /// <summary>The open alerts as they were last told, by id.</summary>
    public IEnumerable<string> Open => _open.Values.Select(a => a.GetRawText()).Order(StringComparer.Ordinal);

    public void Reset(ReadOnlyMemory<byte> frame)
    {
        var json = JsonDocument.Parse(frame).RootElement;
        Offset = json.GetProperty("offset").GetInt64();
        _open.Clear();
        _revisions.Clear();
        foreach (var alert in json.GetProperty("alerts").EnumerateArray()) Take(alert);
    }

    /// <summary>Takes an alert frame, which must be the next one and must not repeat a revision.</summary>
    public void Take(RoutedFrame frame)
    {
        var json = JsonDocument.Parse(frame.Bytes).RootElement;
        Assert.Equal((frame.Offset, Offset + 1), (json.GetProperty("offset").GetInt64(), frame.Offset));
        Offset = frame.Offset;
        Take(json.GetProperty("alert"));
    }

    private void Take(JsonElement alert)
    {
        var id = alert.GetProperty("alertId").GetString()!;
        var revision = alert.GetProperty("revision").GetInt32();
        Assert.True(revision > _revisions.GetValueOrDefault(id), $"{id} has revision {revision} again");
        _revisions[id] = revision;
        if (alert.GetProperty("state").GetString() == "RESOLVED") Assert.True(_open.Remove(id), $"{id} was not open");
        else _open[id] = alert;
    }
}
