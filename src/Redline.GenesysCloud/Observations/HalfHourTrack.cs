using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// The figures of the current half hour of one media type, cumulative as the platform sends them. With the half hour
/// they end: until the next has samples they have no value, and what is still sent of the old one is passed over.
/// </summary>
internal struct HalfHourTrack()
{
    private Instant _start = Instant.Beginning;
    private Instant _end = Instant.Beginning;
    private bool _over = true;
    private double _offered = double.NaN;
    private double _abandoned = double.NaN;

    /// <summary>Takes what was sent of a half hour, by the platform's clock, and says what that comes to.</summary>
    public bool Take(MetricReading reading, Instant start, Instant end, Observation into)
    {
        if (start < _start || (start == _start && _over && _end != Instant.Beginning)) return false;
        if (start > _start) Begin(start, end, into);
        if (!double.IsNaN(reading.Offered)) _offered = reading.Offered;
        if (!double.IsNaN(reading.Abandoned)) _abandoned = reading.Abandoned;

        // Durations without samples are not sent: of those offered nobody has abandoned yet.
        if (double.IsNaN(_abandoned) && !double.IsNaN(_offered)) _abandoned = 0;
        if (!double.IsNaN(_offered)) into.Set(Metric.OfferedCount, _offered);
        if (!double.IsNaN(_abandoned)) into.Set(Metric.AbandonedCount, _abandoned);
        if (_offered > 0) into.Set(Metric.AbandonRatePercent, 100 * _abandoned / _offered);
        if (reading.WaitCount > 0 && !double.IsNaN(reading.WaitSum)) into.Set(Metric.AverageWaitSeconds, reading.WaitSum / reading.WaitCount / 1000);
        if (reading.HandleCount > 0 && !double.IsNaN(reading.HandleSum)) into.Set(Metric.AverageHandleSeconds, reading.HandleSum / reading.HandleCount / 1000);

        // Of nobody there is no level of service; 0 would be an alert.
        if (reading.ServiceLevelDenominator == 0) into.SetUnknown(Metric.ServiceLevelPercent);
        else if (reading.ServiceLevelDenominator > 0 && !double.IsNaN(reading.ServiceLevelRatio)) into.Set(Metric.ServiceLevelPercent, 100 * reading.ServiceLevelRatio);
        return true;
    }

    /// <summary>Whether a half hour with figures is over at an instant of the platform's clock.</summary>
    public readonly bool IsOver(Instant platformNow) => !_over && platformNow >= _end;

    /// <summary>Ends the half hour: none of its figures has a value any more.</summary>
    public void End(Observation into)
    {
        _over = true;
        Forget(into);
    }

    private void Begin(Instant start, Instant end, Observation into)
    {
        (_start, _end, _over) = (start, end, false);
        Forget(into);
    }

    private void Forget(Observation into)
    {
        _offered = _abandoned = double.NaN;
        into.SetUnknown(Metric.OfferedCount);
        into.SetUnknown(Metric.AbandonedCount);
        into.SetUnknown(Metric.AbandonRatePercent);
        into.SetUnknown(Metric.AverageWaitSeconds);
        into.SetUnknown(Metric.AverageHandleSeconds);
        into.SetUnknown(Metric.ServiceLevelPercent);
    }
}
