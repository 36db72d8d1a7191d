using Redline.Simulator;
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
    /// <summary>Reads or generates the calls and sets the clock.</summary>
    /// <exception cref="SimulationException">There are no calls, or a file is wrong.</exception>
    public static SimulationSetup Prepare(SimulationOptions options, EmulatedOrganization organization, TimeProvider wall)
    {
        var now = wall.GetUtcNow();
        var calls = options.LoadQueues > 0 ? null
            : SimulatedCalls.Load(options.CallFiles, options.Day, options.Day ?? DateOnly.FromDateTime(now.UtcDateTime), options.Seed);
        var start = options.Start?.ToUnixTimeMilliseconds() ?? calls?.StartMilliseconds ?? now.ToUnixTimeMilliseconds();
        var platform = new EmulatedPlatformOptions
        {
            Organization = organization,
            Plan = calls?.Plan,
            LoadQueues = options.LoadQueues,
            RatePerMinute = options.RatePerMinute,
            Faults = SimulationOrganization.ReadFaults(options.FaultsFile),
            Seed = options.Seed,
        };
        return new(
            calls?.Name ?? $"{options.LoadQueues} queues that change every second", platform,
            SimulatedClock.StartingAt(wall, start, options.Speed), calls?.Notes ?? []);
    }
}
