using Redline.Simulator.Centre;
using Redline.Simulator.Faults;
using Redline.Simulator.Organizations;

namespace Redline.Simulator;

/// <summary>What an <see cref="EmulatedPlatform"/> emulates. Immutable.</summary>
public sealed record EmulatedPlatformOptions
{
    /// <summary>Requests a minute and token when nothing is said.</summary>
    public const int UsualRatePerMinute = 300;

    /// <summary>Most queues of a load.</summary>
    public const int MostLoadQueues = 20_000;

    /// <summary>The organization: clients, divisions, users, flows.</summary>
    public required EmulatedOrganization Organization { get; init; }

    /// <summary>The contact centre's calls and agents; null: there is only load.</summary>
    public CentrePlan? Plan { get; init; }

    /// <summary>Queues that change once a second instead of having calls; default none, at most 20,000.</summary>
    public int LoadQueues { get; init; }

    /// <summary>Requests each token may make in a minute of simulated time; default 300, from 1 to 1,000,000.</summary>
    public int RatePerMinute { get; init; } = UsualRatePerMinute;

    /// <summary>What goes wrong; <see cref="Fault.AfterSeconds"/> counts from the clock's instant at the start.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What chance in faults follows from; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Everything that is wrong with these options; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (RatePerMinute is < 1 or > 1_000_000) errors.Add($"{nameof(RatePerMinute)} must be from 1 to 1000000.");
        if (LoadQueues is < 0 or > MostLoadQueues) errors.Add($"{nameof(LoadQueues)} must be from 0 to {MostLoadQueues}.");
        if (Plan is null && LoadQueues == 0) errors.Add($"{nameof(Plan)} or {nameof(LoadQueues)} must be given: there would be no queue.");
        foreach (var client in Organization.Clients.Where(c => c.TokenSeconds is < 60 or > 38_880_000))
            errors.Add($"{nameof(OAuthClient.TokenSeconds)} of client {client.Id} must be from 60 to 38880000.");
        foreach (var id in Organization.Clients.GroupBy(c => c.Id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            errors.Add($"The client {id.Key} is there more than once.");
        return errors;
    }
}
