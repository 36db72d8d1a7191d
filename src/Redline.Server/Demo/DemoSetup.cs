using Redline.Delivery.Journal;
using Redline.Server.Identity;
using Redline.Server.Simulation;
using Redline.Simulator.Replay;

namespace Redline.Server.Demo;

/// <summary>A demo made ready: new, or going on where simulated time has got to.</summary>
/// <param name="Calls">What it shows.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="People">Its people with the codes of their links.</param>
/// <param name="GoesOn">Whether it began earlier.</param>
internal sealed record DemoSetup(SimulatedCalls Calls, SimulatedClock Clock, IReadOnlyList<(Person Person, string Code)> People, bool GoesOn)
{
    private static readonly Person[] Cast =
    [
        new("ana", "Ana Weber", PersonRole.Agent),
        new("sam", "Sam Brook", PersonRole.Supervisor),
    ];

    /// <summary>Prepares the data directory.</summary>
    /// <exception cref="SimulationException">The directory holds another demo, or there is nothing to show.</exception>
    /// <exception cref="JournalUnavailableException">A demo that runs was to begin anew.</exception>
    public static DemoSetup Prepare(DemoOptions options, TimeProvider wall)
    {
        OwnerDirectory.Create(options.DataDirectory);
        var known = options.Fresh ? null : DemoRecord.Read(options.DataDirectory);
        return known is null ? Begin(options, wall) : GoOn(options, known, wall);
    }

    private static DemoSetup Begin(DemoOptions options, TimeProvider wall)
    {
        var now = wall.GetUtcNow();
        var calls = SimulatedCalls.Load(options.CallFiles, options.Day, options.Day ?? DateOnly.FromDateTime(now.UtcDateTime));
        RemoveJournal(options.DataDirectory);
        var people = Cast.Select(p => new DemoPerson(p.Id, Secrets.Make())).ToArray();
        var record = DemoRecord.Begin(calls.Name, options.Day, options.Speed, now.ToUnixTimeMilliseconds(), calls.StartMilliseconds, people);
        record.Write(options.DataDirectory);
        return Of(record, calls, wall, goesOn: false);
    }

    private static DemoSetup GoOn(DemoOptions options, DemoRecord known, TimeProvider wall)
    {
        var generatedFrom = options.Day ?? known.Day ?? FirstGeneratedDay(known.Calls);
        var calls = SimulatedCalls.Load(options.CallFiles, options.Day, generatedFrom);
        if (calls.Name == known.Calls && options.Day == known.Day && options.Speed.Equals(known.Speed)) return Of(known, calls, wall, goesOn: true);
        var day = known.Day is { } d ? $", day {d:yyyy-MM-dd}" : "";
        throw new SimulationException("demo.other", $"The data directory holds a demo of other calls or another speed ({known.Calls}{day}, speed {known.Speed}). Go on with the same options, begin anew with --fresh, or name another directory with --data.");
    }

    private static DateOnly FirstGeneratedDay(string calls) =>
        DateOnly.TryParseExact(calls[^Math.Min(10, calls.Length)..], "yyyy-MM-dd", out var day) ? day : default;

    private static DemoSetup Of(DemoRecord record, SimulatedCalls calls, TimeProvider wall, bool goesOn)
    {
        var clock = new SimulatedClock(wall, record.AnchorWall, record.AnchorSimulated, record.Speed);
        var people = Cast.Join(record.People, p => p.Id, p => p.Id, (person, kept) => (person, kept.Code)).ToArray();
        return new(calls, clock, people, goesOn);
    }

    // Only what a demo wrote: a directory somebody named by mistake keeps everything, a journal of something else first.
    private static void RemoveJournal(string directory)
    {
        var journal = Path.Combine(directory, DemoServer.JournalFile);
        if (File.Exists(journal) && !DemoRecord.Exists(directory))
            throw new SimulationException("demo.journal.foreign", $"The data directory holds a {DemoServer.JournalFile} that is no demo's. Name another directory with --data.");
        SqliteJournal.Delete(journal);
    }
}
