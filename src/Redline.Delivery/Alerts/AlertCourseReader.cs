using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Alerts;

/// <summary>Gathers what kept one alert back from the events of its fingerprint, in the order of the journal. Pure.</summary>
internal sealed class AlertCourseReader(Alert alert)
{
    private readonly List<AlertHold> _holds = [];

    /// <summary>When the condition had held for its sustain; null: not come by.</summary>
    public Instant? BreachedAt { get; private set; }

    /// <summary>What kept it back, in the order of time.</summary>
    public IReadOnlyList<AlertHold> Holds => _holds;

    /// <summary>Takes an event; true: nothing that follows keeps the alert back.</summary>
    public bool Take(FingerprintEvent e)
    {
        switch (e)
        {
            case BreachOpened opened when opened.OpenedAt == alert.OpenedAt:
                BreachedAt ??= opened.At;
                return false;
            case AlertSuppressed suppressed:
                Hold(suppressed.Reason, suppressed.At);
                return false;
            case SuppressionEnded:
                _holds.Clear(); // that breach closed
                return false;
            case AlertTriggered triggered when triggered.Number == alert.Number:
                End(triggered.At);
                if (triggered.Held != SuppressionReason.None) Hold(triggered.Held, triggered.At);
                return triggered.Held == SuppressionReason.None;
            case AlertHeld held when held.Number == alert.Number:
                Hold(held.Reason, held.At);
                return false;
            case AlertTold told when told.Number == alert.Number:
                End(told.At);
                return true;
            case AlertResolved resolved:
                if (resolved.Number == alert.Number) End(resolved.At);
                else _holds.Clear(); // an alert of the same breach before it
                return resolved.Number == alert.Number;
            default:
                return false;
        }
    }

    private void Hold(SuppressionReason reason, Instant from)
    {
        if (_holds is [.., { Until: null } last] && last.Reason == reason) return; // the same for longer
        End(from);
        _holds.Add(new(reason, from, null));
    }

    private void End(Instant at)
    {
        if (_holds is not [.., { Until: null } last]) return;
        _holds.RemoveAt(_holds.Count - 1);
        if (last.From < at) _holds.Add(last with { Until = at });
    }
}
