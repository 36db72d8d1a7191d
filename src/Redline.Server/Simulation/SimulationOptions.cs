namespace Redline.Server.Simulation;

/// <summary>What <c>redline simulate</c> was asked for.</summary>
internal sealed record SimulationOptions
{
    /// <summary>Files of recorded calls; empty: calls are generated.</summary>
    public IReadOnlyList<string> CallFiles { get; init; } = [];

    /// <summary>The day of the recorded calls, or the first of the generated ones; null: all of them, or today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The simulated instant to begin at; null: ten minutes before somebody has waited a minute.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Simulated seconds per second; default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The port on 127.0.0.1; 0: any free one.</summary>
    public int Port { get; init; } = 5090;

    /// <summary>Queues that change once a second, instead of calls; default none.</summary>
    public int LoadQueues { get; init; }

    /// <summary>The id of the client; null: one is made.</summary>
    public string? ClientId { get; init; }

    /// <summary>The secret of the client; null: one is made.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>A file that says what the organization has set up; null: the usual.</summary>
    public string? OrganizationFile { get; init; }

    /// <summary>A file of faults; null: none.</summary>
    public string? FaultsFile { get; init; }

    /// <summary>Requests a minute and token.</summary>
    public int RatePerMinute { get; init; } = Redline.Simulator.EmulatedPlatformOptions.UsualRatePerMinute;

    /// <summary>What generated calls and chance in faults follow from.</summary>
    public ulong Seed { get; init; } = 1;
}
