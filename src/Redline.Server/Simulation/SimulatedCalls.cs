using Redline.Simulator.Calls;
using Redline.Simulator.Centre;
using Redline.Simulator.Generation;
using Redline.Simulator.Replay;

namespace Redline.Server.Simulation;

/// <summary>The calls of a simulated contact centre.</summary>
/// <param name="Name">Names the calls, so that a later start can tell whether they are the same.</param>
/// <param name="Timeline">The calls.</param>
/// <param name="Plan">The calls, and who is there to take them.</param>
/// <param name="Notes">What is worth telling about reading them.</param>
internal sealed record SimulatedCalls(string Name, CallTimeline Timeline, CentrePlan Plan, IReadOnlyList<string> Notes)
{
    private const int GeneratedDays = 7;
    private const int ErrorsTold = 5;
    private const double UnansweredShare = 0.05;

    private static readonly TimeSpan RingTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LeadIn = TimeSpan.FromMinutes(10);

    /// <summary>
    /// When to begin, in milliseconds since the epoch: ten minutes before somebody has waited a minute, or before the
    /// first call where nobody has.
    /// </summary>
    public long StartMilliseconds =>
        (Timeline.FirstWaitOf(FirstWait) ?? Timeline.FirstInstantMilliseconds!.Value) - (long)LeadIn.TotalMilliseconds;

    /// <summary>Reads files, or generates seven days.</summary>
    /// <param name="files">Files of call records; none: calls are generated.</param>
    /// <param name="day">The day of the recorded calls; null: all of them.</param>
    /// <param name="firstGeneratedDay">The day that generated calls begin on.</param>
    /// <param name="seed">What generated calls follow from.</param>
    /// <exception cref="SimulationException">There are no calls.</exception>
    public static SimulatedCalls Load(IReadOnlyList<string> files, DateOnly? day, DateOnly firstGeneratedDay, ulong seed = 1)
    {
        var calls = files.Count > 0 ? Read(files, day) : Generate(firstGeneratedDay, seed);
        if (calls.Timeline.FirstInstantMilliseconds is null)
            throw new SimulationException("calls.none", day is { } asked
                ? $"No call of {asked:yyyy-MM-dd} is in these files; choose another --day."
                : "There is no call in these files.");
        return calls;
    }

    private static SimulatedCalls Read(IReadOnlyList<string> files, DateOnly? day)
    {
        var set = CallRecordReader.Read(files);
        var notes = set.Errors.Take(ErrorsTold).Select(e => $"{Path.GetFileName(e.File)} line {e.LineNumber}: {e.Message} [{e.Code}]").ToList();
        if (set.ErrorCount > ErrorsTold) notes.Add($"{set.ErrorCount - ErrorsTold} more bad lines were passed over.");
        var timeline = CallTimeline.From(set.Calls);
        if (day is { } asked) timeline = timeline.OnDay(asked);
        return new(string.Join(", ", files.Select(Path.GetFileName)), timeline, CentrePlan.OfRecords(timeline.Calls), notes);
    }

    private static SimulatedCalls Generate(DateOnly firstDay, ulong seed)
    {
        var centre = new CallGeneratorOptions { Seed = seed, RingTime = RingTime, UnansweredShare = UnansweredShare };
        var generator = new CallGenerator(centre);
        CallRecord[] calls = [.. Enumerable.Range(0, GeneratedDays).SelectMany(i => generator.Generate(firstDay.AddDays(i)))];
        return new(
            $"generated from {firstDay:yyyy-MM-dd}", CallTimeline.From(calls), CentrePlan.OfTeams(centre, calls, firstDay, GeneratedDays), []);
    }
}
