using Redline.Engine;

namespace Redline.Server.Identity;

/// <summary>How people and programs prove who they are. Immutable.</summary>
internal sealed record IdentityOptions
{
    /// <summary>How long an access token is valid. Default 3600 s; 2 s to 24 h, in whole seconds.
    /// Below a minute only to try out what desktops do when it ends.</summary>
    public TimeSpan AccessTokenLife { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>How long a refresh token is valid unless it is used. Default 30 days; 1 h to 365 days.</summary>
    public TimeSpan RefreshTokenLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a refresh token is taken again after it was used, since its answer may have been lost. Default 60 s; 0 to
    /// 10 min. Beyond it, a second use ends the sign-in.
    /// </summary>
    public TimeSpan RefreshGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a one-time sign-in code is valid. Default 15 min; 1 min to 7 days.</summary>
    public TimeSpan SignInCodeLife { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Requests a minute that one subject may send for long. Default 600; 1 to 1,000,000.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Requests that one subject may send at once. Default 100; 1 to 1,000,000.</summary>
    public int RequestBurst { get; init; } = 100;

    /// <summary>Failed sign-ins of one subject from one address before the next has to wait. Default 5; 1 to 1000.</summary>
    public int FreeFailures { get; init; } = 5;

    /// <summary>The longest a failed sign-in makes the next one wait. Default 5 min; 1 s to 10 min.</summary>
    public TimeSpan MaxFailureDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Entries the audit log keeps; the oldest go. Default 100,000; 10 to 10,000,000.</summary>
    public int MaxAuditEntries { get; init; } = 100_000;

    /// <summary>The people.yaml file; null: there is none.</summary>
    public string? PeopleFile { get; init; }

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(AccessTokenLife), AccessTokenLife, TimeSpan.FromSeconds(2), TimeSpan.FromHours(24));
        if (AccessTokenLife.Ticks % TimeSpan.TicksPerSecond != 0)
            errors.Add($"{nameof(AccessTokenLife)} must be whole seconds.");
        errors.Range(nameof(RefreshTokenLife), RefreshTokenLife, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        errors.Range(nameof(RefreshGrace), RefreshGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        errors.Range(nameof(SignInCodeLife), SignInCodeLife, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        errors.Range(nameof(RequestsPerMinute), RequestsPerMinute, 1, 1_000_000);
        errors.Range(nameof(RequestBurst), RequestBurst, 1, 1_000_000);
        errors.Range(nameof(FreeFailures), FreeFailures, 1, 1000);
        errors.Range(nameof(MaxFailureDelay), MaxFailureDelay, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        errors.Range(nameof(MaxAuditEntries), MaxAuditEntries, 10, 10_000_000);
        if (PeopleFile is not null && string.IsNullOrWhiteSpace(PeopleFile))
            errors.Add($"{nameof(PeopleFile)} must name a file.");
        return errors.All;
    }
}
