using Redline.Engine.Alerts;

namespace Redline.Delivery.Desktop;

/// <summary>
/// Which alerts people have hidden for themselves, and at which severity: they show again by themselves only when they
/// rise above it. Not safe for use by several threads.
/// </summary>
internal sealed class HiddenAlerts
{
    private readonly Dictionary<long, Dictionary<string, Severity>> _byAlert = [];

    /// <summary>Hides an alert for a person; a higher severity stays hidden.</summary>
    /// <returns>The severity up to which it is hidden now.</returns>
    public Severity Hide(string personId, long alertNumber, Severity severity)
    {
        if (!_byAlert.TryGetValue(alertNumber, out var persons))
            _byAlert[alertNumber] = persons = new(StringComparer.Ordinal);
        if (persons.TryGetValue(personId, out var known) && known > severity) return known;
        return persons[personId] = severity;
    }

    /// <summary>What a person has hidden of an alert; null: nothing.</summary>
    public Severity? Find(string personId, long alertNumber) =>
        _byAlert.TryGetValue(alertNumber, out var persons) && persons.TryGetValue(personId, out var severity) ? severity : null;

    /// <summary>An alert is over: who had hidden it need not any longer.</summary>
    /// <param name="alertNumber">Which.</param>
    /// <param name="into">Where what was hidden is added.</param>
    public void Forget(long alertNumber, List<HiddenAlert> into)
    {
        if (!_byAlert.Remove(alertNumber, out var persons)) return;
        foreach (var (person, severity) in persons) into.Add(new(alertNumber, person, severity));
    }

    /// <summary>The alerts anything is hidden of.</summary>
    public IReadOnlyCollection<long> Alerts => _byAlert.Keys;
}
