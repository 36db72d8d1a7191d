using System.Text.Json;
using Redline.Delivery.Alerts;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Identity;

namespace Redline.Server.Alerts;

/// <summary>A person as alerts name them.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">What they are called; their id when nobody of that id is known.</param>
internal sealed record PersonAnswer(string Id, string Name)
{
    public static PersonAnswer Of(string id, IPeople people) => new(id, people.Find(id)?.Name ?? id);
}

/// <summary>Who has an alert.</summary>
internal sealed record AcknowledgementAnswer(PersonAnswer Person, string At, string? Note);

/// <summary>Why people are not told of an open alert.</summary>
/// <param name="Reason">Such as <c>SHADOW</c>.</param>
/// <param name="Until">When that is decided anew; null: when the stream is changed.</param>
internal sealed record SuppressionAnswer(string Reason, string? Until)
{
    public static SuppressionAnswer? Of(SuppressionReason reason, Instant until) => reason == SuppressionReason.None
        ? null
        : new(JsonNamingPolicy.SnakeCaseUpper.ConvertName(reason.ToString()), until == Instant.Never ? null : until.ToString());
}

/// <summary>An alert as the API shows it. Instants are ISO 8601 in UTC.</summary>
internal sealed record AlertAnswer(
    string Id, int Revision, string State, string Severity, string HighestSeverity, int Priority,
    string StreamId, string StreamName, string QueueId, string QueueName, string? MediaType, double? Threshold,
    IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<Comparison> Comparisons, string OpenedAt, string TriggeredAt,
    string? ToldAt, SuppressionAnswer? Suppression, string? NextUpdateAt, AcknowledgementAnswer? Acknowledgement, string? ResolvedAt, string? ResolvedReason, string SelfUri)
{
    public static AlertAnswer Of(AlertRecord kept, IPeople people)
    {
        var alert = kept.Alert;
        var (fingerprint, evidence) = (alert.Fingerprint, alert.Evidence);
        return new(
            alert.Id, kept.Revision, Word(kept.State), Word(alert.Severity), Word(alert.HighestSeverity), kept.Priority,
            fingerprint.StreamId, kept.StreamName, fingerprint.QueueId, evidence.QueueName, fingerprint.MediaType, evidence.Threshold,
            evidence.Metrics, evidence.Comparisons, alert.OpenedAt.ToString(), alert.TriggeredAt.ToString(),
            (alert.ToldAt ?? (alert.IsTold ? alert.TriggeredAt : null as Instant?))?.ToString(), SuppressionAnswer.Of(alert.Held, alert.HeldUntil), alert.NextUpdateAt?.ToString(),
            Of(alert.Acknowledgement, people), kept.ResolvedAt?.ToString(),
            kept.ResolvedReason is { } reason ? JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) : null,
            $"{AlertEndpoints.Path}/{alert.Id}");
    }

    private static AcknowledgementAnswer? Of(Acknowledgement? taken, IPeople people) =>
        taken is null ? null : new(PersonAnswer.Of(taken.PersonId, people), taken.At.ToString(), taken.Note);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToUpperInvariant();
}
