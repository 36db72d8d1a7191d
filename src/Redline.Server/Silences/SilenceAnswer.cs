using System.Text;
using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Schedules;
using Redline.Engine.Silences;
using Redline.Server.Identity;

namespace Redline.Server.Silences;

/// <summary>Who set or changed a silence.</summary>
/// <param name="Subject">Such as <c>person:ana</c>.</param>
/// <param name="Name">What a person is called; the subject for what is no person, or is not known any more.</param>
internal sealed record SilenceSubject(string Subject, string Name)
{
    private const string Person = "person:";

    public static SilenceSubject Of(string subject, IPeople people) =>
        new(subject, subject.StartsWith(Person, StringComparison.Ordinal) ? people.Find(subject[Person.Length..])?.Name ?? subject : subject);
}

/// <summary>A silence as the API shows it. Instants are ISO 8601 in UTC, of the organization's clock.</summary>
internal sealed record SilenceAnswer(
    string Id, string State, IReadOnlyList<string> QueueIds, IReadOnlyList<string> DivisionIds, IReadOnlyList<string> StreamIds,
    IReadOnlyList<string> Severities, string From, string Until, JsonElement? Schedule, string Reason, SilenceSubject Owner,
    string CreatedAt, SilenceSubject ChangedBy, string ChangedAt, string SelfUri)
{
    /// <summary>What is added to what was asked: it may be sent back and means nothing.</summary>
    public static readonly IReadOnlyList<string> Added = ["id", "state", "owner", "createdAt", "changedBy", "changedAt", "selfUri"];

    public static SilenceAnswer Of(Silence silence, SilenceParts parts) => new(
        silence.FormatId(), StateOf(silence, parts.Clock.Now), silence.Scope.QueueIds, silence.Scope.DivisionIds, silence.Scope.StreamIds,
        [.. silence.Scope.Severities.Select(s => s == Severity.Warning ? "WARNING" : "CRITICAL")],
        silence.From.ToString(), silence.Until.ToString(), silence.Recurs is { } recurs ? Json(recurs) : null, silence.Reason,
        SilenceSubject.Of(silence.OwnerSubject, parts.People), silence.CreatedAt.ToString(),
        SilenceSubject.Of(silence.ChangedBySubject, parts.People), silence.ChangedAt.ToString(), UriOf(silence.FormatId()));

    /// <summary>Where a silence is.</summary>
    public static string UriOf(string id) => $"{SilenceEndpoints.Path}/{id}";

    private static string StateOf(Silence silence, Instant now)
    {
        if (now < silence.From) return "SCHEDULED";
        return silence.Recurs is { } recurs && !new ScheduleTimes(recurs).At(now).IsOpen ? "PAUSED" : "ACTIVE";
    }

    private static JsonElement Json(Schedule schedule)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) ScheduleWriter.Write(json, schedule);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;
    }
}
