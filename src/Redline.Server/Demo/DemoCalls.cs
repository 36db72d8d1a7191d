using Redline.Simulator.Calls;
using Redline.Simulator.Generation;
using Redline.Simulator.Replay;

namespace Redline.Server.Demo;

/// <summary>The calls a demo shows, and a text that names them so that a later start can tell whether they are the same.</summary>
/// <param name="Name">Names the calls.</param>
/// <param name="Timeline">The calls.</param>
/// <param name="Notes">What is worth telling about reading them.</param>
internal sealed record DemoCalls(string Name, CallTimeline Timeline, IReadOnlyList<string> Notes)
{
    private const int GeneratedDays = 7;
    private const int ErrorsTold = 5;

    /// <summary>Reads the files asked for, or generates seven days from the day asked for.</summary>
    /// <exception cref="DemoException">There are no calls to show.</exception>
    public static DemoCalls Load(DemoOptions options, DateOnly firstGeneratedDay)
    {
        var calls = options.CallFiles.Count > 0 ? Read(options) : Generate(firstGeneratedDay);
        if (calls.Timeline.FirstInstantMilliseconds is null)
            throw new DemoException("demo.calls.none", options.Day is { } day
                ? $"No call of {day:yyyy-MM-dd} is in these files; choose another --day."
                : "There is no call in these files.");
        return calls;
    }

    private static DemoCalls Read(DemoOptions options)
    {
        var set = CallRecordReader.Read(options.CallFiles);
        var notes = set.Errors.Take(ErrorsTold).Select(e => $"{Path.GetFileName(e.File)} line {e.LineNumber}: {e.Message} [{e.Code}]").ToList();
        if (set.ErrorCount > ErrorsTold) notes.Add($"{set.ErrorCount - ErrorsTold} more bad lines were passed over.");
        var timeline = CallTimeline.From(set.Calls);
        if (options.Day is { } day) timeline = timeline.OnDay(day);
        var name = string.Join(", ", options.CallFiles.Select(Path.GetFileName));
        return new(name, timeline, notes);
    }

    private static DemoCalls Generate(DateOnly firstDay)
    {
        var generator = new CallGenerator();
        var calls = Enumerable.Range(0, GeneratedDays).SelectMany(i => generator.Generate(firstDay.AddDays(i)));
        return new($"generated from {firstDay:yyyy-MM-dd}", CallTimeline.From(calls), []);
    }
}
