using Redline.Server.Demo;
using Redline.Simulator;
using Redline.Simulator.Calls;
using Redline.Simulator.Centre;
using Redline.Simulator.Generation;
using Redline.Simulator.Organizations;
using Redline.Simulator.Replay;

namespace Redline.Server.Simulation;

/// <summary>A simulation made ready.</summary>
/// <param name="Name">Names the calls.</param>
/// <param name="Options">What the platform emulates.</param>
/// <param name="Clock">Its clock, which runs.</param>
/// <param name="Notes">What is worth telling about reading the calls.</param>
internal sealed record SimulationSetup(string Name, EmulatedPlatformOptions Options, SimulatedClock Clock, IReadOnlyList<string> Notes)
{
    private const int GeneratedDays = 7;
    private const double UnansweredShare = 0.05;

    private static readonly TimeSpan RingTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LeadIn = TimeSpan.FromMinutes(10);

    /// <summary>Reads or generates the calls and sets the clock.</summary>
    /// <exception cref="DemoException">There are no calls, or a file is wrong.</exception>
    public static SimulationSetup Prepare(SimulationOptions options, EmulatedOrganization organization, TimeProvider wall)
    {
        var today = DateOnly.FromDateTime(wall.GetUtcNow().UtcDateTime);
        var (name, plan, timeline, notes) = options.LoadQueues > 0 ? ($"{options.LoadQueues} queues that change every second", null, null, [])
            : options.CallFiles.Count > 0 ? Recorded(options, today)
            : Generated(options, options.Day ?? today);
        var start = options.Start?.ToUnixTimeMilliseconds() ?? StartOf(timeline) ?? wall.GetUtcNow().ToUnixTimeMilliseconds();
        var platform = new EmulatedPlatformOptions
        {
            Organization = organization,
            Plan = plan,
            LoadQueues = options.LoadQueues,
            RatePerMinute = options.RatePerMinute,
            Faults = SimulationOrganization.ReadFaults(options.FaultsFile),
            Seed = options.Seed,
        };
        return new(name, platform, SimulatedClock.StartingAt(wall, start, options.Speed), notes);
    }

    private static (string, CentrePlan?, CallTimeline?, IReadOnlyList<string>) Recorded(SimulationOptions options, DateOnly today)
    {
        var calls = DemoCalls.Load(new() { CallFiles = options.CallFiles, Day = options.Day }, today);
        return (calls.Name, CentrePlan.OfRecords(calls.Timeline.Calls), calls.Timeline, calls.Notes);
    }

    private static (string, CentrePlan?, CallTimeline?, IReadOnlyList<string>) Generated(SimulationOptions options, DateOnly firstDay)
    {
        var centre = new CallGeneratorOptions { Seed = options.Seed, RingTime = RingTime, UnansweredShare = UnansweredShare };
        var generator = new CallGenerator(centre);
        CallRecord[] calls = [.. Enumerable.Range(0, GeneratedDays).SelectMany(i => generator.Generate(firstDay.AddDays(i)))];
        return ($"generated from {firstDay:yyyy-MM-dd}", CentrePlan.OfTeams(centre, calls, firstDay, GeneratedDays), CallTimeline.From(calls), []);
    }

    private static long? StartOf(CallTimeline? timeline) =>
        (timeline?.FirstWaitOf(FirstWait) ?? timeline?.FirstInstantMilliseconds) - (long)LeadIn.TotalMilliseconds;
}
