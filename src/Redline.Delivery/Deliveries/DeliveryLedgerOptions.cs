using Redline.Engine;

namespace Redline.Delivery.Deliveries;

/// <summary>How deliveries to desktops are recorded. Immutable.</summary>
public sealed record DeliveryLedgerOptions
{
    /// <summary>How long what is known may wait before it is written. Default 500 ms; 10 ms to 10 s. A crash loses that much.</summary>
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Deliveries held in memory, written or not. Default 200,000; 1,000 to 10,000,000. At the bound deliveries of alerts
    /// that are over go first; if that does not help, new ones are not recorded and counted as such.
    /// </summary>
    public int MaxHeld { get; init; } = 200_000;

    /// <summary>Deliveries written in one commit. Default 2,000; 10 to 50,000.</summary>
    public int MaxPerWrite { get; init; } = 2_000;

    /// <summary>Alerts whose deliveries are kept. Default 100,000; 100 to 10,000,000. The oldest alert's go first.</summary>
    public int MaxAlerts { get; init; } = 100_000;

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(WriteInterval), WriteInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        errors.Range(nameof(MaxHeld), MaxHeld, 1_000, 10_000_000);
        errors.Range(nameof(MaxPerWrite), MaxPerWrite, 10, 50_000);
        errors.Range(nameof(MaxAlerts), MaxAlerts, 100, 10_000_000);
        return errors.All;
    }
}
