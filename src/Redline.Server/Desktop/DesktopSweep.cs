using System.Diagnostics.CodeAnalysis;
using Redline.Delivery.Desktop;
using Redline.Delivery.Journal;
using Redline.Server.Organizations;
using Redline.Server.Registrations;

namespace Redline.Server.Desktop;

/// <summary>
/// Looks after the live desktops now and then: ends those whose token is no longer valid or who have been silent for too
/// long, tells them how their registrations stand, and makes changes of people count. Runs on wall time.
/// </summary>
internal sealed partial class DesktopSweep : IAsyncDisposable
{
    private readonly DesktopHub _hub;
    private readonly DesktopFanOut _fanOut;
    private readonly RegistrationStore _registrations;
    private readonly IJournal _journal;
    private readonly OrganizationId _organization;
    private readonly DesktopOptions _options;
    private readonly TimeProvider _wall;
    private readonly ILogger<DesktopSweep> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private List<HiddenAlert> _toRemove = [];

    public DesktopSweep(
        DesktopHub hub, DesktopFanOut fanOut, RegistrationStore registrations, IJournal journal, OrganizationId organization,
        DesktopOptions options, TimeProvider wall, ILogger<DesktopSweep> logger)
    {
        (_hub, _fanOut, _registrations, _journal, _organization) = (hub, fanOut, registrations, journal, organization);
        (_options, _wall, _logger) = (options, wall, logger);
        _registrations.Changed += _hub.Tell;
        _run = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _registrations.Changed -= _hub.Tell;
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "One failing look must not be the last.")]
    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(_options.SweepInterval, _wall);
        while (await TickAsync(timer))
        {
            try
            {
                await SweepAsync();
            }
            catch (Exception e)
            {
                LogFailed(e);
            }
        }
    }

    private async ValueTask<bool> TickAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task SweepAsync()
    {
        _hub.FollowPeople();
        foreach (var registration in _registrations.Sweep(_wall.GetUtcNow())) _hub.Tell(registration);
        foreach (var session in _hub.All) await LookAtAsync(session);
        _toRemove.AddRange(_fanOut.TakeNoLongerHidden());
        if (_toRemove.Count == 0) return;
        await _journal.AppendAsync(new JournalBatch(_organization.Value, [], [], Records: [.. _toRemove.Select(h => h.ToRemoval())]));
        _toRemove = [];
    }

    private async ValueTask LookAtAsync(DesktopSession session)
    {
        // A desktop that is silent for too long is gone, whatever the network says.
        if (_wall.GetElapsedTime(session.HeardAt) >= _options.SilenceTimeout)
        {
            session.Abandon(DesktopSession.Silent);
            return;
        }

        var seen = session.Credentials;
        var caller = await _hub.FindAsync(seen.Token);
        if (caller is not null && caller.Person!.Id == session.PersonId) session.Refresh(seen, caller);
        else if (session.Credentials == seen) session.Close(DesktopClosing.TokenInvalid);
    }

    [LoggerMessage(EventId = 400, Level = LogLevel.Warning, Message = "Looking after the desktops failed; trying again")]
    private partial void LogFailed(Exception reason);
}
