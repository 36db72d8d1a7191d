using System.Text.RegularExpressions;
using Redline.Delivery.Deliveries;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Server.Desktop;
using Redline.Server.Effects;
using Redline.Server.Genesys;
using Redline.Server.Idempotency;
using Redline.Server.Identity;
using Redline.Server.Registrations;
using Redline.Server.Serving;
using Redline.Server.Telemetry;

namespace Redline.Server.Configuration;

/// <summary>
/// Everything that can be set of <c>redline serve</c>. Immutable. Each property is a section of the configuration and
/// each property of its record an option: adding a record here is all that a feature has to do, besides a line for each
/// option in docs/operating/configuration.md. The record says the default of each option and has <c>Validate()</c>, which
/// names every problem, each beginning with the property's name.
/// </summary>
internal sealed partial record RedlineOptions
{
    private const int MaxGenesys = 20;

    /// <summary>Where it listens, and for whom.</summary>
    public ServeOptions Server { get; init; } = new();

    /// <summary>How the journal is kept. The server says where: in the data directory.</summary>
    public SqliteJournalOptions Journal { get; init; } = new() { Path = "redline.db" };

    /// <summary>How the organization's loop runs.</summary>
    public EngineLoopOptions Engine { get; init; } = new();

    /// <summary>How much the engine takes.</summary>
    public EngineLimits Limits { get; init; } = new();

    /// <summary>The organizations of Genesys Cloud that are connected, each under the id of its source.</summary>
    public IReadOnlyDictionary<string, GenesysOptions> Genesys { get; init; } = new Dictionary<string, GenesysOptions>();

    /// <summary>Where flows may call, and with what.</summary>
    public FlowOptions Flows { get; init; } = new();

    /// <summary>How people and programs prove who they are.</summary>
    public IdentityOptions Identity { get; init; } = new();

    /// <summary>How long and how many devices are registered.</summary>
    public RegistrationOptions Registrations { get; init; } = new();

    /// <summary>How desktops are served.</summary>
    public DesktopOptions Desktop { get; init; } = new();

    /// <summary>How deliveries to desktops are recorded.</summary>
    public DeliveryLedgerOptions Deliveries { get; init; } = new();

    /// <summary>How much is kept of how desktops fare.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>How answers are kept for repeated requests.</summary>
    public IdempotencyOptions Idempotency { get; init; } = new();

    /// <summary>Everything that is wrong with the names that were given; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Genesys.Count > MaxGenesys) errors.Add($"{nameof(Genesys)} must have at most {MaxGenesys} organizations.");
        errors.AddRange(Genesys.Keys.Where(k => !SourceName().IsMatch(k)).Select(k => $"{nameof(Genesys)} must be named by 1 to 64 letters, digits and - _; \"{k}\" is not."));
        return errors;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex SourceName();
}
