namespace Redline.Server.Telemetry;

/// <summary>How often events of one name were reported within an hour.</summary>
/// <param name="From">The beginning of the hour, wall time, inclusive.</param>
/// <param name="Count">How often.</param>
internal readonly record struct HourCount(DateTimeOffset From, long Count);

/// <summary>
/// What desktops reported, in memory: counts by name since the start and for each of the last 24 hours by the clock, this
/// one included; the last events of the organization and of each device. Any thread.
/// </summary>
internal sealed class ClientEventLog(TelemetryOptions options, TimeProvider wall)
{
    private const int Hours = 24;

    private readonly Lock _lock = new();
    private readonly RecentLog<ClientEvent> _recent = new(options.MaxEvents);
    private readonly Dictionary<string, long> _totals = ClientEvent.Names.ToDictionary(n => n, _ => 0L);
    private readonly SortedDictionary<long, Dictionary<string, long>> _hours = [];

    // Devices in the order of their last event, the one that goes first in front.
    private readonly LinkedList<((string, string) Key, RecentLog<ClientEvent> Events)> _devices = [];
    private readonly Dictionary<(string, string), LinkedListNode<((string, string) Key, RecentLog<ClientEvent> Events)>> _byDevice = [];

    /// <summary>The last events, the newest first.</summary>
    public IReadOnlyList<ClientEvent> Recent => _recent.NewestFirst;

    /// <summary>The last event that had to go; null: none had to.</summary>
    public ClientEvent? LastGone => _recent.LastGone;

    public void Add(ClientEvent reported)
    {
        lock (_lock)
        {
            _recent.Add(reported);
            _totals[reported.Name]++;
            var hour = HourOf(reported.ReceivedAt);
            if (!_hours.TryGetValue(hour, out var counts)) _hours.Add(hour, counts = new(StringComparer.Ordinal));
            counts[reported.Name] = counts.GetValueOrDefault(reported.Name) + 1;
            while (_hours.Count > Hours) _hours.Remove(_hours.First().Key);
            OfDevice((reported.PersonId, reported.DeviceId)).Add(reported);
        }
    }

    /// <summary>The last events of a device, the newest first; empty: none, or not for a long time.</summary>
    public IReadOnlyList<ClientEvent> OfDevice(string personId, string deviceId)
    {
        lock (_lock) return _byDevice.TryGetValue((personId, deviceId), out var node) ? node.Value.Events.NewestFirst : [];
    }

    /// <summary>How often a name was reported since the start, and in each of the last 24 hours in which it was, the newest first.</summary>
    public (long Total, IReadOnlyList<HourCount> Hours) CountsOf(string name)
    {
        var oldest = HourOf(wall.GetUtcNow()) - Hours + 1;
        lock (_lock)
        {
            return (_totals[name], [
                .. _hours.Reverse().Where(h => h.Key >= oldest && h.Value.ContainsKey(name))
                    .Select(h => new HourCount(DateTimeOffset.FromUnixTimeSeconds(h.Key * 3600), h.Value[name])),
            ]);
        }
    }

    private static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;

    private RecentLog<ClientEvent> OfDevice((string, string) key)
    {
        if (_byDevice.Remove(key, out var node)) _devices.Remove(node);
        else node = new((key, new(options.MaxEventsPerDevice)));
        _devices.AddLast(node);
        _byDevice.Add(key, node);
        if (_devices.Count <= options.MaxDevices) return node.Value.Events;
        _byDevice.Remove(_devices.First!.Value.Key);
        _devices.RemoveFirst();
        return node.Value.Events;
    }
}
