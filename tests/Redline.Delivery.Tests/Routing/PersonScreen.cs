using System.Text.Json;
using Redline.Delivery.Desktop;
using Redline.Delivery.Routing;

namespace Redline.Delivery.Tests.Routing;

/// <summary>
/// The alerts one person has before their eyes, by the frames that are for them alone. An alert they have may only end by
/// a frame, and what they never had is never ended for them.
/// </summary>
internal sealed class PersonScreen(string personId)
{
    private readonly SortedSet<string> _alerts = new(StringComparer.Ordinal);

    public string PersonId { get; } = personId;

    /// <summary>The ids of the alerts shown.</summary>
    public IReadOnlyCollection<string> Alerts => _alerts;

    /// <summary>Begins anew with what a reset would tell this person.</summary>
    public void Reset(AlertRouter router)
    {
        _alerts.Clear();
        var theirs = router.Open.Where(a => a.Persons.Contains(PersonId)).ToArray();
        using var reset = JsonDocument.Parse(DesktopFrames.Reset(router.Log.Epoch, router.Log.Last, theirs, []));
        foreach (var alert in reset.RootElement.GetProperty("alerts").EnumerateArray())
            _alerts.Add(alert.GetProperty("alertId").GetString()!);
    }

    public void Take(RoutedFrame frame)
    {
        if (!frame.Persons.Contains(PersonId)) return;
        using var json = JsonDocument.Parse(frame.Bytes);
        var root = json.RootElement;
        switch (root.GetProperty("type").GetString())
        {
            case "alert" when root.GetProperty("alert") is var alert && alert.GetProperty("state").GetString() != "RESOLVED":
                _alerts.Add(alert.GetProperty("alertId").GetString()!);
                break;
            case "alert":
                Remove(root.GetProperty("alert"));
                break;
            case "withdrawn":
                Remove(root);
                break;
        }
    }

    private void Remove(JsonElement named)
    {
        var id = named.GetProperty("alertId").GetString()!;
        Assert.True(_alerts.Remove(id), $"{PersonId} never had {id}, or had seen its end");
    }
}
