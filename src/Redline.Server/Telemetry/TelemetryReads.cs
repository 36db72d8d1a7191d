using Redline.Engine.Alerts;
using Redline.Server.Alerts;
using Redline.Server.Desktop;
using Redline.Server.Http;
using Redline.Server.Identity;

namespace Redline.Server.Telemetry;

/// <summary>Answers how the desktops fare.</summary>
internal static class TelemetryReads
{
    private const int ShownDrops = 50;

    private static readonly TimeSpan LastHour = TimeSpan.FromHours(1);

    public static async Task<IResult> ShowDesktopsAsync([AsParameters] TelemetryParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var sight = parts.Sight;
        var now = parts.Wall.GetUtcNow();
        DesktopSession[] online = [
            .. parts.Hub.All.Where(s => sight.MaySeePerson(s.PersonId))
                .OrderByDescending(s => s.Since).ThenBy(s => s.PersonId, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal),
        ];
        DesktopDrop[] drops = [.. parts.Telemetry.Drops.Where(d => sight.MaySeePerson(d.PersonId))];
        return Results.Json(new TelemetryAnswer(
            WallText.Of(now),
            page.Of<OnlineDesktop>(parts.Http.Request, [.. online.Skip(page.Skip).Take(page.Size).Select(s => Of(s, parts))], online.Length),
            CountsOf(online, drops, now - LastHour, parts),
            [.. drops.Take(ShownDrops).Select(d => new DropAnswer(WallText.Of(d.At), PersonAnswer.Of(d.PersonId, parts.People), d.DeviceId, d.Code))],
            await UndeliveredAsync(now, parts)));
    }

    public static IResult ShowEvents([AsParameters] TelemetryParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        var (personId, deviceId) = (Text(parts, "personId"), Text(parts, "deviceId"));
        if ((personId is null) != (deviceId is null))
            problems.Add(new("parameter.device", "deviceId", "personId and deviceId together name a device."));
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var log = parts.Telemetry.Events;
        var kept = deviceId is null ? log.Recent : log.OfDevice(personId!, deviceId);
        ClientEvent[] seen = [.. kept.Where(e => parts.Sight.MaySeePerson(e.PersonId))];
        return Results.Json(new ClientEventsShown(
            [.. ClientEvent.Names.Select(n => CountOf(n, log, seen, parts))],
            page.Of<ClientEventAnswer>(parts.Http.Request, [.. seen.Skip(page.Skip).Take(page.Size).Select(e => Of(e, parts))], seen.Length)));
    }

    private static string? Text(TelemetryParts parts, string name) =>
        parts.Http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    // Counts are of everybody: who does not see everybody is told what is held of those they see.
    private static ClientEventCount CountOf(string name, ClientEventLog log, ClientEvent[] seen, TelemetryParts parts)
    {
        if (!parts.Http.Caller().Visible.IsEverything) return new(name, seen.Count(e => e.Name == name), []);
        var (total, hours) = log.CountsOf(name);
        return new(name, total, [.. hours.Select(h => new HourAnswer(WallText.Of(h.From), h.Count))]);
    }

    private static TelemetryCounts CountsOf(DesktopSession[] online, DesktopDrop[] drops, DateTimeOffset from, TelemetryParts parts)
    {
        var sight = parts.Sight;
        DesktopJoin[] joins = [.. parts.Telemetry.Joins.Where(j => j.At >= from && sight.MaySeePerson(j.PersonId))];
        ClientEvent[] events = [.. parts.Telemetry.Events.Recent.Where(e => e.ReceivedAt >= from && sight.MaySeePerson(e.PersonId))];
        return new(
            online.Length, online.Select(s => s.PersonId).Distinct(StringComparer.Ordinal).Count(),
            new SortedDictionary<string, int>(
                drops.Where(d => d.At >= from).GroupBy(d => d.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal),
            joins.Count(j => j.IsResumed), joins.Count(j => !j.IsResumed),
            events.Count(e => e.Name == ClientEvent.ReauthenticationStarted), events.Count(e => e.Name == ClientEvent.RenderFailed),
            parts.Telemetry.HoldsSince(from));
    }

    private static async Task<IReadOnlyList<UndeliveredAlert>> UndeliveredAsync(DateTimeOffset now, TelemetryParts parts)
    {
        var (options, sight) = (parts.Telemetry.Options, parts.Sight);
        var latest = parts.Clock.Now.Plus(-(long)options.RenderTimeout.TotalMilliseconds);
        var open = parts.FanOut.Open
            .Where(a => a.Alert.TriggeredAt <= latest && sight.MaySeeQueue(a.Alert.Fingerprint.QueueId))
            .OrderByDescending(a => a.Alert.Severity).ThenBy(a => a.Alert.Number).Take(options.MaxAlerts).ToArray();
        if (open.Length == 0) return [];

        // Programs do not paint, and who has come just now has not had the time.
        var registered = parts.Registrations.All()
            .Where(r => r is { IsLive: true, EndpointUrl: null } && r.CreatedAt <= now - options.RenderTimeout)
            .Select(r => r.PersonId).Where(sight.MaySeePerson).ToHashSet(StringComparer.Ordinal);
        var found = new List<UndeliveredAlert>();
        foreach (var routed in open)
        {
            var missing = await parts.Ledger.CountNotRenderedAsync(
                routed.Alert.Number, registered.Where(routed.Persons.Contains), parts.Http.RequestAborted);
            if (missing > 0) found.Add(Of(routed.Alert, missing));
        }

        return found;
    }

    private static UndeliveredAlert Of(Alert alert, int missing) => new(
        alert.Id, alert.Evidence.QueueName, alert.Severity.ToString().ToUpperInvariant(), alert.TriggeredAt.ToString(), missing);

    private static OnlineDesktop Of(DesktopSession session, TelemetryParts parts) => new(
        PersonAnswer.Of(session.PersonId, parts.People), session.Registration.DeviceId, session.Registration.DeviceType,
        WallText.Of(session.Since), WallText.Of(session.LastHeard), session.Transport);

    private static ClientEventAnswer Of(ClientEvent e, TelemetryParts parts) => new(
        e.Name, e.At.ToString(), WallText.Of(e.ReceivedAt), PersonAnswer.Of(e.PersonId, parts.People), e.DeviceId, e.Code, e.Detail);
}
