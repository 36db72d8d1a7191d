namespace Redline.Engine.Queues;

/// <summary>
/// How many arrived and how many were answered in each of the last minutes, derived from counts of the half hour: who
/// arrived is what was offered more; who was answered is what neither abandoned nor still waits or rings of them. Where
/// nothing is reported to ring nobody rings. Volatile, and begun anew after a restart or a blindness: what happened then
/// belongs to no minute.
/// </summary>
internal sealed class MinuteCounts
{
    /// <summary>How long a minute is, in milliseconds.</summary>
    public const long Minute = 60_000;

    private const int Completed = 5;

    private readonly double[] _arrivals = new double[Completed + 1];
    private readonly double[] _answers = new double[Completed + 1];
    private Instant _since = Instant.Never;
    private Instant _answersSince = Instant.Never;
    private long _minute;
    private double _offered = double.NaN;
    private double _gone = double.NaN;
    private double _here = double.NaN;

    /// <summary>The minute an instant is in, counted from the epoch.</summary>
    public static long MinuteOf(Instant at) => (long)Math.Floor((double)at.Milliseconds / Minute);

    /// <summary>Begins anew: nothing is known of what happened since.</summary>
    public void Forget()
    {
        (_since, _answersSince) = (Instant.Never, Instant.Never);
        (_offered, _gone, _here) = (double.NaN, double.NaN, double.NaN);
    }

    /// <summary>Takes the counts as they are at an instant; NaN: not known.</summary>
    /// <param name="at">When they were so.</param>
    /// <param name="offered">Offered in the half hour.</param>
    /// <param name="abandoned">Abandoned in the half hour.</param>
    /// <param name="here">Waiting and ringing.</param>
    public void Take(Instant at, double offered, double abandoned, double here)
    {
        if (double.IsNaN(offered))
        {
            BeginHalfHour();
            return;
        }

        Reach(at);
        var arrived = Risen(_offered, offered);
        if (_since == Instant.Never) _since = at;
        else Add(_arrivals, at, arrived);
        var answered = arrived - Risen(_gone, abandoned) - (here - _here);
        if (double.IsNaN(answered)) _answersSince = at;
        else Add(_answers, at, answered);
        (_offered, _gone, _here) = (offered, abandoned, here);
    }

    /// <summary>A half hour is over: what is counted begins again at 0.</summary>
    public void BeginHalfHour()
    {
        if (!double.IsNaN(_offered)) _offered = 0;
        if (!double.IsNaN(_gone)) _gone = 0;
    }

    /// <summary>Moves on to the minute an instant is in.</summary>
    public void Reach(Instant now)
    {
        var minute = MinuteOf(now);
        for (var passed = Math.Min(minute - _minute, Completed + 1); passed > 0; passed--)
            _arrivals[Place(minute - passed + 1)] = _answers[Place(minute - passed + 1)] = 0;
        _minute = Math.Max(_minute, minute);
    }

    /// <summary>Arrivals per minute over the last five completed minutes; NaN: not as many are known.</summary>
    public double ArrivalsPerMinute => Mean(_arrivals, _since);

    /// <summary>Answers per minute over the last five completed minutes; NaN: not as many are known.</summary>
    public double AnswersPerMinute => Mean(_answers, _answersSince);

    // A count that falls has begun again at 0.
    private static double Risen(double before, double now) => now < before ? now : now - before;

    private static int Place(long minute) => (int)(((minute % (Completed + 1)) + Completed + 1) % (Completed + 1));

    private void Add(double[] counts, Instant at, double count)
    {
        if (MinuteOf(at) is var minute && minute >= _minute - Completed) counts[Place(minute)] += count;
    }

    private double Mean(double[] counts, Instant since)
    {
        if (since == Instant.Never || since.Milliseconds > (_minute - Completed) * Minute) return double.NaN;
        var sum = 0.0;
        for (var minute = _minute - Completed; minute < _minute; minute++) sum += counts[Place(minute)];
        return Math.Max(0, sum) / Completed; // of a caller who is counted as waiting before as offered
    }
}
