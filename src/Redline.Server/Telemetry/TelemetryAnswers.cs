using Redline.Server.Alerts;
using Redline.Server.Http;

namespace Redline.Server.Telemetry;

/// <summary>What became of events that were sent.</summary>
internal sealed record ClientEventsAnswer(int Accepted, IReadOnlyList<ClientEventError> Errors);

/// <summary>A desktop that is connected. Instants are wall time, as everywhere here but in alerts.</summary>
internal sealed record OnlineDesktop(
    PersonAnswer Person, string DeviceId, string DeviceType, string Since, string LastHeard, string Transport);

/// <summary>How many of what; of the last hour only as far as it is held, which <see cref="Complete"/> says.</summary>
internal sealed record TelemetryCounts(
    int Online, int People, IReadOnlyDictionary<string, int> DroppedLastHour, int ResumedLastHour, int ResetLastHour,
    int ReauthenticationsLastHour, int FailedRenderingsLastHour, bool Complete);

/// <summary>A session that ended.</summary>
internal sealed record DropAnswer(string At, PersonAnswer Person, string DeviceId, string Code);

/// <summary>An open alert that desktops have not painted; its instants are the organization's.</summary>
internal sealed record UndeliveredAlert(string Id, string QueueName, string Severity, string TriggeredAt, int NotRendered);

/// <summary>How the desktops fare.</summary>
internal sealed record TelemetryAnswer(
    string At, ApiPage<OnlineDesktop> Online, TelemetryCounts Counts, IReadOnlyList<DropAnswer> Drops,
    IReadOnlyList<UndeliveredAlert> Undelivered);

/// <summary>An event that a desktop reported.</summary>
internal sealed record ClientEventAnswer(
    string Name, string At, string ReceivedAt, PersonAnswer Person, string DeviceId, string? Code, string? Detail);

/// <summary>How often something was reported within an hour that begins at <see cref="From"/>.</summary>
internal sealed record HourAnswer(string From, long Count);

/// <summary>How often something was reported.</summary>
internal sealed record ClientEventCount(string Name, long Total, IReadOnlyList<HourAnswer> Hours);

/// <summary>What desktops reported.</summary>
internal sealed record ClientEventsShown(IReadOnlyList<ClientEventCount> Counts, ApiPage<ClientEventAnswer> Events);
