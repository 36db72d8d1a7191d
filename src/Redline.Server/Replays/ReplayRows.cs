using Redline.Engine;

namespace Redline.Server.Replays;

/// <summary>Gathers the alerts of a replay from the engine's events. Not safe for use by several threads.</summary>
internal sealed class ReplayRows
{
    private readonly Dictionary<long, ReplayRow> _byNumber = [];
    private readonly Dictionary<string, string> _streamNames = new(StringComparer.Ordinal);

    public int Count => _byNumber.Count;

    public int Open { get; private set; }

    public void Add(IReadOnlyList<EngineEvent> events)
    {
        for (var i = 0; i < events.Count; i++) Add(events[i]);
    }

    /// <summary>All rows by triggered, stream, queue, media type.</summary>
    public IReadOnlyList<ReplayRow> Sorted() =>
    [
        .. _byNumber.Values
            .OrderBy(r => r.TriggeredAt)
            .ThenBy(r => r.Stream, StringComparer.Ordinal)
            .ThenBy(r => r.QueueId, StringComparer.Ordinal)
            .ThenBy(r => r.MediaType, StringComparer.Ordinal),
    ];

    private void Add(EngineEvent e)
    {
        switch (e)
        {
            case StreamDefined defined:
                _streamNames[defined.Definition.Id] = defined.Definition.Name;
                break;
            case AlertTriggered t:
                var f = t.Fingerprint;
                _byNumber.Add(t.Number, new(_streamNames[f.StreamId], f.QueueId, f.MediaType, t.Severity, t.At, null));
                Open++;
                break;
            case AlertLevelChanged c when c.Severity > _byNumber[c.Number].Severity:
                _byNumber[c.Number] = _byNumber[c.Number] with { Severity = c.Severity };
                break;
            case AlertResolved r:
                _byNumber[r.Number] = _byNumber[r.Number] with { ResolvedAt = r.At };
                Open--;
                break;
        }
    }
}
