using Redline.Engine;

namespace Redline.Server.Telemetry;

/// <summary>How much is kept in memory of what desktops report and of how their sessions go. Immutable.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Events of the organization; the oldest go. Default 1,000; 10 to 100,000.</summary>
    public int MaxEvents { get; init; } = 1_000;

    /// <summary>Events of one device; the oldest go. Default 20; 1 to 1,000.</summary>
    public int MaxEventsPerDevice { get; init; } = 20;

    /// <summary>Devices whose events are kept; the one longest without an event goes. Default 5,000; 10 to 100,000.</summary>
    public int MaxDevices { get; init; } = 5_000;

    /// <summary>Sessions that ended; the oldest go. Default 500; 10 to 100,000.</summary>
    public int MaxDrops { get; init; } = 500;

    /// <summary>Sessions that began; the oldest go. Default 500; 10 to 100,000.</summary>
    public int MaxJoins { get; init; } = 500;

    /// <summary>Open alerts that are looked at for desktops that have not painted them. Default 100; 1 to 1,000.</summary>
    public int MaxAlerts { get; init; } = 100;

    /// <summary>How long a desktop may take to paint an alert before that is told. Default 30 s; 1 s to 1 h.</summary>
    public TimeSpan RenderTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(MaxEvents), MaxEvents, 10, 100_000);
        errors.Range(nameof(MaxEventsPerDevice), MaxEventsPerDevice, 1, 1_000);
        errors.Range(nameof(MaxDevices), MaxDevices, 10, 100_000);
        errors.Range(nameof(MaxDrops), MaxDrops, 10, 100_000);
        errors.Range(nameof(MaxJoins), MaxJoins, 10, 100_000);
        errors.Range(nameof(MaxAlerts), MaxAlerts, 1, 1_000);
        errors.Range(nameof(RenderTimeout), RenderTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        return errors.All;
    }
}
