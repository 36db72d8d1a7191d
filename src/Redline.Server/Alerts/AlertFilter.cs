using Microsoft.Extensions.Primitives;
using Redline.Delivery.Alerts;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Http;

namespace Redline.Server.Alerts;

/// <summary>Which alerts a caller looks for, read from the query; every mistake is added to the problems.</summary>
internal static class AlertFilter
{
    private const int MaxText = 200;

    private static readonly Dictionary<string, AlertState> States =
        Enum.GetValues<AlertState>().ToDictionary(s => s.ToString().ToUpperInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<string, Severity> Severities =
        Enum.GetValues<Severity>().ToDictionary(s => s.ToString().ToUpperInvariant(), StringComparer.Ordinal);

    public static AlertQuery Read(IQueryCollection query, List<ApiErrorDetail> problems)
    {
        var (from, to) = (InstantOf(query, "from", problems), InstantOf(query, "to", problems));
        if (from >= to) problems.Add(new("parameter.range", "to", "to is later than from."));
        return new AlertQuery
        {
            States = StatesOf(query["state"], problems),
            Severity = SeverityOf(query, problems),
            QueueId = TextOf(query, "queueId", problems),
            StreamId = TextOf(query, "streamId", problems),
            MediaType = TextOf(query, "mediaType", problems),
            From = from ?? Instant.Beginning,
            To = to ?? Instant.Never,
        };
    }

    // Several times, or several in one with commas between.
    private static HashSet<AlertState>? StatesOf(StringValues words, List<ApiErrorDetail> problems)
    {
        if (words.Count == 0) return null;
        var states = new HashSet<AlertState>();
        foreach (var word in words.SelectMany(w => (w ?? "").Split(',')))
        {
            if (States.TryGetValue(word, out var state))
            {
                states.Add(state);
                continue;
            }

            problems.Add(new("parameter.choice", "state", $"state is one or more of {string.Join(", ", States.Keys)} (case matters)."));
            break;
        }

        return states;
    }

    private static Severity? SeverityOf(IQueryCollection query, List<ApiErrorDetail> problems)
    {
        if (TextOf(query, "severity", problems) is not { } word) return null;
        if (Severities.TryGetValue(word, out var severity)) return severity;
        problems.Add(new("parameter.choice", "severity", $"severity is one of {string.Join(", ", Severities.Keys)} (case matters)."));
        return null;
    }

    private static Instant? InstantOf(IQueryCollection query, string name, List<ApiErrorDetail> problems)
    {
        if (TextOf(query, name, problems) is not { } text) return null;
        if (text.EndsWith('Z') && Instant.TryParse(text, out var instant)) return instant;
        problems.Add(new("parameter.instant", name, $"{name} is an instant in UTC: 2026-03-02T10:00:00.000Z."));
        return null;
    }

    private static string? TextOf(IQueryCollection query, string name, List<ApiErrorDetail> problems)
    {
        if (!query.TryGetValue(name, out var texts)) return null;
        if (texts is [{ Length: > 0 and <= MaxText } text]) return text;
        problems.Add(new("parameter.text", name, $"{name} is given once, with 1 to {MaxText} characters."));
        return null;
    }
}
