namespace Redline.Simulator.Centre;

/// <summary>What a queue has had since the half hour began.</summary>
internal sealed class HalfHour(long start)
{
    internal const long Milliseconds = 30 * 60 * 1_000;

    /// <summary>Answered within this, a call counts for the service level.</summary>
    internal const long ServiceLevelMilliseconds = 20_000;

    internal const double ServiceLevelTarget = 0.8;

    internal long Start { get; } = start;

    internal int Offered { get; set; }

    internal DurationSum Waited { get; } = new();

    internal DurationSum Abandoned { get; } = new();

    internal DurationSum Answered { get; } = new();

    internal DurationSum Handled { get; } = new();

    internal int AnsweredInTime { get; set; }

    internal static long StartOf(long instant) => instant - (((instant % Milliseconds) + Milliseconds) % Milliseconds);

    internal void Answer(long waited)
    {
        Waited.Add(waited);
        Answered.Add(waited);
        if (waited <= ServiceLevelMilliseconds) AnsweredInTime++;
    }

    internal void Abandon(long waited)
    {
        Waited.Add(waited);
        Abandoned.Add(waited);
    }
}

/// <summary>Durations added up, in milliseconds.</summary>
internal sealed class DurationSum
{
    internal int Count { get; private set; }

    internal long Sum { get; private set; }

    internal long Least { get; private set; } = long.MaxValue;

    internal long Most { get; private set; }

    internal void Add(long milliseconds)
    {
        Count++;
        Sum += milliseconds;
        Least = Math.Min(Least, milliseconds);
        Most = Math.Max(Most, milliseconds);
    }
}
