using System.Globalization;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Sources;
using Redline.Engine.Streams;

namespace Redline.Server.Explanations;

/// <summary>Why a stream does or does not tell of a queue. Pure: plain facts in, reasons out.</summary>
internal static class StreamReasons
{
    /// <summary>What holds at the instant of the look.</summary>
    /// <param name="look">How it stands.</param>
    /// <param name="isPast">Whether the look is of a past instant, by what was decided alone.</param>
    /// <param name="sourceNow">The source the queue was last heard of by, for a past instant; null: none.</param>
    public static Explained Of(StreamLook look, bool isPast, string? sourceNow = null)
    {
        var reasons = new List<Reason>();
        if (look.Stream is not { Definition: var stream })
        {
            reasons.Add(new("no.such.stream", $"There is no stream {look.StreamId}."));
            return new(new("not.watched", "Nobody is told: there is no such stream."), reasons);
        }

        if (stream.Status == StreamStatus.Disabled)
        {
            reasons.Add(new Reason("not.evaluated", "The stream is disabled: it is not evaluated.") { At = look.Stream.DefinedAt });
            return new(new("not.watched", "Nobody is told: the stream is disabled."), reasons);
        }

        if (!isPast && look.Queue is null)
        {
            reasons.Add(new("queue.unknown", $"Nothing was heard of a queue {look.QueueId}: no source speaks of it."));
            return new(new("not.watched", "Nobody is told: no such queue was heard of."), reasons);
        }

        if (!isPast && look.Fingerprints.Count == 0)
        {
            reasons.Add(new Reason("queue.not.matched", "The stream cannot be true for this queue, whatever its values are: it names others, or another division, name or media type.")
                .With("mediaTypes", string.Join(',', look.Queue!.MediaTypes)));
            return new(new("not.watched", "Nobody is told: the stream is not about this queue."), reasons);
        }

        if (isPast) reasons.Add(new("values.not.kept", "Which values the queue had then is not kept, but for alerts; what was decided is."));
        foreach (var fingerprint in look.Fingerprints) FingerprintReasons.Add(fingerprint, look, reasons);
        AddBlind(look, isPast, sourceNow, reasons);
        AddStanding(look, stream, reasons);
        return new(VerdictOf(look, isPast, sourceNow), reasons);
    }

    /// <summary>The one that has come furthest says how it is.</summary>
    private static Verdict VerdictOf(StreamLook look, bool isPast, string? sourceNow)
    {
        var alerts = look.Fingerprints.Select(f => f.Alert).OfType<Alert>().ToList();
        if (alerts.Find(a => a.IsTold) is { } told) return new("alert.told", $"Alert {told.Id} is open, and people are told of it.");
        if (alerts is [var held, ..]) return new("alert.not.told", $"Alert {held.Id} is open, and people are not told of it: {Lower(ReasonWords.Of(held.Held).Words)}");
        if (look.Fingerprints.FirstOrDefault(f => f.Suppression != SuppressionReason.None) is { } kept)
            return new("breach.suppressed", $"The breach holds, and no alert triggers: {Lower(ReasonWords.Of(kept.Suppression).Words)}");
        var notSeen = isPast ? look.Blind.Any(b => Concerns(b, look, isPast, sourceNow)) : look.Fingerprints.Count > 0 && look.Fingerprints.All(f => !f.IsSeen);
        if (notSeen)
            return new("not.seen", "Nobody can say: the queue is not seen.");
        return look.Fingerprints.Any(f => f.Levels.Any(l => l.Phase == LevelPhase.Sustaining))
            ? new("breach.sustaining", "The condition is true, and has not held for long enough.")
            : new("no.breach", "Nobody is told: the condition is not true.");
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static void AddBlind(StreamLook look, bool isPast, string? sourceNow, List<Reason> reasons)
    {
        foreach (var blind in look.Blind)
            if (Concerns(blind, look, isPast, sourceNow))
                reasons.Add((ReasonWords.Of(blind.Cause) with { At = blind.Since }).With("sourceId", blind.SourceId));
    }

    // Queues beyond the bound are counted and not named: then nothing is said of one of them. Of a past instant it is not
    // kept which source a queue was of: it is taken to be the one it has now.
    private static bool Concerns(Blindness blind, StreamLook look, bool isPast, string? sourceNow) =>
        blind.QueueIds.Contains(look.QueueId, StringComparer.Ordinal) || (blind.IsWhole && (isPast ? blind.SourceId == sourceNow : look.Fingerprints.Any(f => !f.IsSeen)));

    // What would keep people from being told whether or not anything breaches.
    private static void AddStanding(StreamLook look, StreamDefinition stream, List<Reason> reasons)
    {
        if (stream.NobodyIsTold is var nobody and not SuppressionReason.None) Add(ReasonWords.Of(nobody));
        if (look.Schedule is { IsOpen: false } closed)
            Add(ReasonWords.Of(SuppressionReason.OutsideSchedule) with { At = Known(closed.From), Until = Known(closed.Until) });
        foreach (var (silence, until) in look.Silences)
        {
            Add((ReasonWords.Of(SuppressionReason.Silenced) with { At = silence.From, Until = until })
                .With("silenceId", silence.FormatId()).With("owner", silence.OwnerSubject).With("reason", silence.Reason)
                .With("severities", silence.Scope.Severities.Count == 0 ? null : string.Join(',', silence.Scope.Severities.Select(s => s.ToString().ToUpperInvariant()))));
        }

        void Add(Reason reason)
        {
            if (reason.Details.Count > 0 || !reasons.Exists(r => r.Code == reason.Code)) reasons.Add(reason);
        }
    }

    internal static Instant? Known(Instant instant) => instant == Instant.Never || instant == Instant.Beginning ? null : instant;

    internal static string Number(double number) => number.ToString("0.################", CultureInfo.InvariantCulture);
}
