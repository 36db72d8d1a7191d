using System.Security.Cryptography;
using Redline.Delivery.Deliveries;
using Redline.Delivery.Desktop;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Server.Identity;
using Redline.Server.Organizations;
using Redline.Server.Registrations;

namespace Redline.Server.Desktop;

/// <summary>
/// Everything that brings alerts to desktops in one organization, made in the order it depends on each other. Opened
/// before the engine loop, which it listens to, and disposed after the loop and the server; the rest is its caller's.
/// </summary>
internal sealed class DesktopParts : IAsyncDisposable
{
    private readonly DesktopOptions _options;
    private readonly DesktopFanOut _fanOut = new(() => Convert.ToHexString(RandomNumberGenerator.GetBytes(8)));
    private readonly DesktopSweep _sweep;

    private DesktopParts(
        IJournal journal, OrganizationId organization, IOrganizationClock clock, ICallers callers, IPeople people,
        RegistrationStore registrations, DesktopOptions options, DeliveryLedgerOptions ledger, TimeProvider wall, ILoggerFactory logging)
    {
        _options = options;
        Ledger = new(journal, organization.Value, ledger, wall, logging.CreateLogger<DeliveryLedger>());
        Hub = new(organization, _fanOut, callers, people, registrations, Ledger, clock, options);
        _sweep = new(Hub, _fanOut, registrations, journal, organization, options, wall, logging.CreateLogger<DesktopSweep>());
        Listener = new CommittedListeners(Ledger, _fanOut);
    }

    /// <summary>The live desktops.</summary>
    public DesktopHub Hub { get; }

    /// <summary>What became of alerts on desktops.</summary>
    public DeliveryLedger Ledger { get; }

    /// <summary>What hears of commits, and must before the loop starts.</summary>
    public ICommittedListener Listener { get; }

    /// <summary>Opens the desktops of an organization.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    /// <exception cref="InvalidDataException">A record cannot be read by this version.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public static async Task<DesktopParts> OpenAsync(
        IJournal journal, OrganizationId organization, IOrganizationClock clock, ICallers callers, IPeople people,
        RegistrationStore registrations, DesktopOptions options, DeliveryLedgerOptions ledger, TimeProvider wall, ILoggerFactory logging)
    {
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        var hidden = await HiddenAlert.ListAsync(journal, organization.Value);
        var parts = new DesktopParts(
            journal, organization, clock, callers, people, registrations, options, ledger, wall, logging);
        parts._fanOut.Restore(hidden);
        parts.Hub.FollowPeople();
        return parts;
    }

    /// <summary>Adds what the endpoints need; the caller adds loop, journal, clocks and organization.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(Hub).AddSingleton(_fanOut).AddSingleton(Ledger).AddSingleton(_options)
        .AddSingleton<DesktopRequests>().AddSingleton<DesktopEndpoint>();

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        DesktopEndpoint.Map(routes);
        EventStreamEndpoints.Map(routes);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await Ledger.DisposeAsync();
    }
}
