namespace Redline.Delivery.Deliveries;

/// <summary>
/// The deliveries held in memory, by alert and person, and which of them are not written. Bounded: at the bound alerts
/// that are over and written go first. Any thread.
/// </summary>
/// <param name="maxHeld">How many there may be.</param>
internal sealed class DeliveryTable(int maxHeld)
{
    private sealed class Row(DesktopDelivery delivery)
    {
        public DesktopDelivery Delivery = delivery;
        public bool IsChanged;
        public bool IsWhole;
    }

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Dictionary<string, Row>> _byAlert = [];
    private readonly Queue<Row> _changed = new();
    private readonly HashSet<long> _over = [];
    private int _held;
    private long _notRecorded;

    /// <summary>Deliveries that found no room.</summary>
    public long NotRecorded => Interlocked.Read(ref _notRecorded);

    /// <summary>How many have changed since they were last taken to be written.</summary>
    public int Changed
    {
        get
        {
            lock (_lock) return _changed.Count;
        }
    }

    /// <summary>Adds what has become known.</summary>
    public void Add(DesktopDelivery known)
    {
        lock (_lock)
        {
            if (Find(known) is not { } row)
            {
                // Now and then only: when that does not help, thousands come after each other.
                if (_held >= maxHeld && _notRecorded % 256 == 0) MakeRoom();
                if (_held >= maxHeld)
                {
                    _notRecorded++;
                    return;
                }

                if (!_byAlert.TryGetValue(known.AlertNumber, out var persons))
                    _byAlert[known.AlertNumber] = persons = new(StringComparer.Ordinal);
                persons.Add(known.PersonId, row = new(known));
                _held++;
            }
            else
            {
                var together = row.Delivery.With(known);
                if (together == row.Delivery) return;
                row.Delivery = together;
            }

            Change(row);
        }
    }

    /// <summary>An alert is over: its deliveries need not be held once they are written.</summary>
    public void IsOver(long alertNumber)
    {
        lock (_lock)
            if (_byAlert.ContainsKey(alertNumber))
                _over.Add(alertNumber);
    }

    /// <summary>Takes deliveries that changed, to be written; empty: there are none.</summary>
    public IReadOnlyList<DesktopDelivery> TakeChanged(int max)
    {
        lock (_lock)
        {
            var taken = new List<DesktopDelivery>(Math.Min(max, _changed.Count));
            while (taken.Count < max && _changed.TryDequeue(out var row))
            {
                row.IsChanged = false;
                taken.Add(row.Delivery);
            }

            return taken;
        }
    }

    /// <summary>Whether anything is held of an alert and a person.</summary>
    public bool Holds(long alertNumber, string personId)
    {
        lock (_lock) return _byAlert.TryGetValue(alertNumber, out var persons) && persons.ContainsKey(personId);
    }

    /// <summary>Those of some people who have neither painted an alert nor taken it, as far as is held.</summary>
    public HashSet<string> NotRendered(long alertNumber, IEnumerable<string> personIds)
    {
        lock (_lock)
        {
            var persons = _byAlert.GetValueOrDefault(alertNumber);
            return personIds.Where(p => persons?.GetValueOrDefault(p)?.Delivery is not { IsSeen: true }).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Whether what is held is all there is, also what an earlier process wrote.</summary>
    public bool IsWhole(DesktopDelivery delivery)
    {
        lock (_lock) return Find(delivery) is { IsWhole: true };
    }

    /// <summary>Adds what an earlier process wrote, and gives what is known together.</summary>
    public DesktopDelivery Merge(DesktopDelivery kept)
    {
        lock (_lock)
        {
            if (Find(kept) is not { } row) return kept;
            row.IsWhole = true;
            return row.Delivery = row.Delivery.With(kept);
        }
    }

    /// <summary>Deliveries were written.</summary>
    public void Written(IReadOnlyList<DesktopDelivery> written)
    {
        lock (_lock)
            foreach (var delivery in written)
                if (Find(delivery) is { } row)
                    row.IsWhole = true;
    }

    /// <summary>Deliveries were not written: they are taken again.</summary>
    public void NotWritten(IReadOnlyList<DesktopDelivery> taken)
    {
        lock (_lock)
            foreach (var delivery in taken)
                if (Find(delivery) is { } row)
                    Change(row);
    }

    private void Change(Row row)
    {
        if (row.IsChanged) return;
        row.IsChanged = true;
        _changed.Enqueue(row);
    }

    private Row? Find(DesktopDelivery delivery) =>
        _byAlert.TryGetValue(delivery.AlertNumber, out var persons) ? persons.GetValueOrDefault(delivery.PersonId) : null;

    private void MakeRoom()
    {
        foreach (var number in _over.Where(n => _byAlert[n].Values.All(r => !r.IsChanged)).ToArray())
        {
            _held -= _byAlert[number].Count;
            _byAlert.Remove(number);
            _over.Remove(number);
        }
    }
}
