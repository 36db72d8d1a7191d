using System.Text.Json;

namespace Redline.Server.Tests;

/// <summary>Reads what tests look for in a server's frames.</summary>
internal static class FrameReading
{
    public static string TypeOfFrame(this JsonElement frame) => frame.GetProperty("type").GetString()!;

    public static long Offset(this JsonElement frame) => frame.GetProperty("offset").GetInt64();

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>The alert of an alert frame.</summary>
    public static JsonElement Alert(this JsonElement frame) => frame.GetProperty("alert");

    public static (string Code, bool Reconnect) Closing(this JsonElement frame)
    {
        Assert.Equal("closing", frame.TypeOfFrame());
        Assert.NotEqual("", frame.Text("message"));
        return (frame.Text("code"), frame.GetProperty("reconnect").GetBoolean());
    }

    /// <summary>What is open after frames of alerts came on top of a list of open alerts: raw alerts by id.</summary>
    public static SortedDictionary<string, string> OpenAfter(
        IEnumerable<JsonElement> reset, IEnumerable<JsonElement> frames)
    {
        var open = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var alert in reset) open.Add(alert.Text("alertId"), alert.GetRawText());
        foreach (var alert in frames.Select(Alert))
        {
            if (alert.Text("state") == "RESOLVED")
                Assert.True(open.Remove(alert.Text("alertId")), $"Not open: {alert}");
            else open[alert.Text("alertId")] = alert.GetRawText();
        }

        return open;
    }

    /// <summary>The same where frames may be left out, if a later one says more of the same alert.</summary>
    public static SortedDictionary<string, string> OpenAfterSome(
        IEnumerable<JsonElement> reset, IEnumerable<JsonElement> frames)
    {
        var open = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var alert in reset) open.Add(alert.Text("alertId"), alert.GetRawText());
        foreach (var alert in frames.Select(Alert))
        {
            if (alert.Text("state") == "RESOLVED") open.Remove(alert.Text("alertId"));
            else open[alert.Text("alertId")] = alert.GetRawText();
        }

        return open;
    }
}
