using System.Text.Json;
using Redline.Delivery.Desktop;
using Redline.Delivery.People;

namespace Redline.Delivery.Tests.Desktop;

/// <summary>
/// A desktop that follows the protocol to the letter over a wire that a test cuts, and that reads when the test says so.
/// What it believes is all it is ever compared by.
/// </summary>
internal sealed class ModelDesktop(Func<DesktopFanOut> fanOut, Func<DirectoryPerson> person)
{
    private readonly Dictionary<string, (int Revision, string OpenedAt, string Text)> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _hidden = new(StringComparer.Ordinal);
    private readonly Queue<JsonElement> _wire = new();
    private readonly List<OutgoingFrame> _batch = [];
    private DesktopFanOut _server = null!;
    private DesktopOutbox? _outbox;
    private DesktopPosition? _position;
    private bool _mayResume;

    /// <summary>Whether it has a connection.</summary>
    public bool IsConnected => _outbox is not null;

    /// <summary>Whether it knows that it is up to date: it is connected and has heard everything up to the metrics.</summary>
    public bool IsSure { get; private set; }

    /// <summary>How often it came back to the whole state, and how often without.</summary>
    public (int Resets, int Resumes) Returns { get; private set; }

    /// <summary>The alerts it shows, as they were last told.</summary>
    public IEnumerable<string> Open => _open.Values.Select(a => a.Text).Order(StringComparer.Ordinal);

    /// <summary>What it hides of them.</summary>
    public IEnumerable<string> Hidden => _hidden.Where(h => _open.ContainsKey(h.Key)).Select(h => $"{h.Key} {h.Value}").Order(StringComparer.Ordinal);

    public void Connect()
    {
        _wire.Clear();
        IsSure = false;
        _server = fanOut();
        _outbox = _server.Join(person(), _position, at => DesktopFrames.Hello(at.Epoch, at.Offset, default, 1, 20, "s", "p", "P", "AGENT"), () => { });
    }

    /// <summary>Cuts the wire; what is on it is lost.</summary>
    public void Cut()
    {
        if (_outbox is not null) _server.Leave(_outbox);
        (_outbox, IsSure) = (null, false);
        _wire.Clear();
    }

    /// <summary>The server forgets who it was; the desktop does not.</summary>
    public void Lose()
    {
        (_outbox, IsSure) = (null, false);
        _wire.Clear();
    }

    /// <summary>The server sends what waits for it.</summary>
    public void Send()
    {
        if (_outbox is null) return;
        _outbox.Take(_batch);
        foreach (var frame in _batch) _wire.Enqueue(JsonElement.Parse(frame.Bytes.Span));
        _batch.Clear();
    }

    /// <summary>Reads at most so many frames.</summary>
    public void Read(int frames)
    {
        while (frames-- > 0 && _wire.TryDequeue(out var frame)) Take(frame);
    }

    /// <summary>Hears all there is.</summary>
    public void CatchUp()
    {
        Send();
        Read(int.MaxValue);
    }

    public override string ToString() => $"at {_position}";

    private void Take(JsonElement frame)
    {
        switch (frame.GetProperty("type").GetString())
        {
            case "hello":
                _mayResume = true;
                break;
            case "reset":
                _open.Clear();
                _hidden.Clear();
                _mayResume = false;
                foreach (var alert in frame.GetProperty("alerts").EnumerateArray()) Upsert(alert);
                _position = new(frame.GetProperty("epoch").GetString()!, frame.GetProperty("offset").GetInt64());
                Returns = Returns with { Resets = Returns.Resets + 1 };
                break;
            case "alert":
                Upsert(frame.GetProperty("alert"));
                Seen(frame);
                break;
            case "withdrawn":
                _open.Remove(frame.GetProperty("alertId").GetString()!);
                Seen(frame);
                break;
            case "hidden":
                _hidden[frame.GetProperty("alertId").GetString()!] = frame.GetProperty("severity").GetString()!;
                break;
            case "metrics":
                if (!frame.GetProperty("complete").GetBoolean()) break;
                if (_mayResume) Returns = Returns with { Resumes = Returns.Resumes + 1 };
                (IsSure, _mayResume) = (true, false);
                break;
            default:
                Assert.Fail($"No such frame: {frame}");
                break;
        }
    }

    private void Seen(JsonElement frame)
    {
        var offset = frame.GetProperty("offset").GetInt64();
        Assert.True(offset > _position!.Value.Offset, $"{frame} after {_position}");
        _position = _position.Value with { Offset = offset };
    }

    private void Upsert(JsonElement alert)
    {
        var (id, revision) = (alert.GetProperty("alertId").GetString()!, alert.GetProperty("revision").GetInt32());
        var openedAt = alert.GetProperty("openedAt").GetString()!;
        if (_open.TryGetValue(id, out var known) && known.OpenedAt == openedAt && revision <= known.Revision) return;
        if (alert.GetProperty("state").GetString() == "RESOLVED") _open.Remove(id);
        else _open[id] = (revision, openedAt, alert.GetRawText());
    }
}
