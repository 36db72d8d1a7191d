using System.Diagnostics.Metrics;
using Redline.Delivery.Deliveries;
using Redline.Server.Desktop;

namespace Redline.Server.Telemetry;

/// <summary>A session that ended.</summary>
/// <param name="At">When, wall time.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="DeviceId">On which device.</param>
/// <param name="Code">Why: the code of its closing, <c>gone</c> or <c>silent</c>.</param>
internal sealed record DesktopDrop(DateTimeOffset At, string PersonId, string DeviceId, string Code);

/// <summary>A session that began.</summary>
/// <param name="At">When, wall time.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="IsResumed">Whether it got what it had missed; else the whole state.</param>
internal sealed record DesktopJoin(DateTimeOffset At, string PersonId, bool IsResumed);

/// <summary>
/// How the desktops of an organization fare: what the hub sees of their sessions, what they report of themselves, and the
/// numbers of both in the meter <c>Redline</c>. In memory; a restart begins anew. Any thread.
/// </summary>
internal sealed class DesktopTelemetry : IDisposable
{
    public const string MeterName = "Redline";

    private readonly DesktopHub _hub;
    private readonly TimeProvider _wall;
    private readonly Counter<long> _reported;
    private readonly Counter<long> _ended;
    private readonly RecentLog<DesktopDrop> _drops;
    private readonly RecentLog<DesktopJoin> _joins;

    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public DesktopTelemetry(DesktopHub hub, DeliveryLedger ledger, TelemetryOptions options, TimeProvider wall)
    {
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        (_hub, _wall, Options) = (hub, wall, options);
        (_drops, _joins, Events) = (new(options.MaxDrops), new(options.MaxJoins), new(options, wall));
        _reported = Meter.CreateCounter<long>("redline.client.events", "{event}", "Events that desktops reported, by name.");
        _ended = Meter.CreateCounter<long>("redline.desktop.drops", "{session}", "Sessions of desktops that ended, by code.");
        Meter.CreateObservableGauge("redline.desktops.live", () => hub.Sessions, "{session}", "Desktops that are connected.");
        Meter.CreateObservableGauge(
            "redline.deliveries.not_recorded", () => ledger.NotRecorded, "{delivery}", "Deliveries that found no room, since the start.");
        Meter.CreateObservableGauge("redline.deliveries.unwritten", () => ledger.Unwritten, "{delivery}", "Deliveries not written yet.");
        hub.Joined += Begun;
        hub.Left += Ended;
    }

    /// <summary>How much is kept.</summary>
    public TelemetryOptions Options { get; }

    /// <summary>Where the numbers are.</summary>
    public Meter Meter { get; } = new(MeterName);

    /// <summary>What desktops reported.</summary>
    public ClientEventLog Events { get; }

    /// <summary>The last sessions that ended, the newest first.</summary>
    public IReadOnlyList<DesktopDrop> Drops => _drops.NewestFirst;

    /// <summary>The last sessions that began, the newest first.</summary>
    public IReadOnlyList<DesktopJoin> Joins => _joins.NewestFirst;

    /// <summary>Takes what a desktop reported.</summary>
    public void Take(ClientEvent reported)
    {
        Events.Add(reported);
        _reported.Add(1, new KeyValuePair<string, object?>("name", reported.Name));
    }

    /// <summary>Whether everything is still held that came at or after an instant.</summary>
    public bool HoldsSince(DateTimeOffset from) =>
        !(_drops.LastGone?.At >= from || _joins.LastGone?.At >= from || Events.LastGone?.ReceivedAt >= from);

    public void Dispose()
    {
        _hub.Joined -= Begun;
        _hub.Left -= Ended;
        Meter.Dispose();
    }

    private void Begun(DesktopSession session, bool isResumed) =>
        _joins.Add(new(session.Since, session.PersonId, isResumed));

    private void Ended(DesktopSession session)
    {
        _drops.Add(new(_wall.GetUtcNow(), session.PersonId, session.Registration.DeviceId, session.EndReason));
        _ended.Add(1, new KeyValuePair<string, object?>("code", session.EndReason));
    }
}
