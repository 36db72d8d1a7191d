using Redline.Engine;

namespace Redline.Server.Registrations;

/// <summary>How long and how many devices are registered. Immutable.</summary>
internal sealed record RegistrationOptions
{
    /// <summary>How long a registration lives unless it is renewed. Default 3600 s; 60 s to 24 h.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>How long it stands beyond its life, so that a late renewal loses nothing. Default 120 s; 0 to 1 h.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long before the end of its life it is expiring. Default 300 s; 0 to <see cref="Life"/>.</summary>
    public TimeSpan ExpiryNotice { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long one that is over is kept so that it can be told. Default 1 h; 1 min to 24 h.</summary>
    public TimeSpan KeptAfterEnd { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Registrations of one person that stand at a time. Default 10; 1 to 1000.</summary>
    public int MaxPerPerson { get; init; } = 10;

    /// <summary>Registrations of the organization that stand at a time. Default 50,000; 1 to 1,000,000.</summary>
    public int MaxPerOrganization { get; init; } = 50_000;

    /// <summary>Whether a program's endpoint may be plain http on this machine's loopback. Default no.</summary>
    public bool AllowLoopbackEndpoints { get; init; }

    /// <summary>The kinds of devices that may register.</summary>
    public DeviceProfileOptions Devices { get; init; } = new();

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        foreach (var error in Devices.Validate()) errors.Add(error);
        errors.Range(nameof(Life), Life, TimeSpan.FromSeconds(60), TimeSpan.FromHours(24));
        errors.Range(nameof(Grace), Grace, TimeSpan.Zero, TimeSpan.FromHours(1));
        errors.Range(nameof(ExpiryNotice), ExpiryNotice, TimeSpan.Zero, Life);
        errors.Range(nameof(KeptAfterEnd), KeptAfterEnd, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        errors.Range(nameof(MaxPerPerson), MaxPerPerson, 1, 1000);
        errors.Range(nameof(MaxPerOrganization), MaxPerOrganization, 1, 1_000_000);
        return errors.All;
    }
}
