using Redline.Engine;
using Redline.Server.Http;

namespace Redline.Server.Explanations;

/// <summary>What is asked, read from the query; every mistake is added to the problems.</summary>
/// <param name="StreamId">Which stream.</param>
/// <param name="QueueId">Which queue.</param>
/// <param name="PersonId">Which person; null: nobody in particular.</param>
/// <param name="At">At which past instant; null: now.</param>
internal sealed record ExplanationQuery(string StreamId, string QueueId, string? PersonId, Instant? At)
{
    private const int MaxText = 200;

    public static ExplanationQuery Read(IQueryCollection query, Instant now, List<ApiErrorDetail> problems) => new(
        Text(query, "streamId", problems, required: true) ?? "", Text(query, "queueId", problems, required: true) ?? "",
        Text(query, "personId", problems), InstantOf(query, now, problems));

    public static string? Text(IQueryCollection query, string name, List<ApiErrorDetail> problems, bool required = false)
    {
        if (!query.TryGetValue(name, out var texts))
        {
            if (required) problems.Add(new("parameter.missing", name, $"Say which: {name}."));
            return null;
        }

        if (texts is [{ Length: > 0 and <= MaxText } text]) return text;
        problems.Add(new("parameter.text", name, $"{name} is given once, with 1 to {MaxText} characters."));
        return null;
    }

    private static Instant? InstantOf(IQueryCollection query, Instant now, List<ApiErrorDetail> problems)
    {
        if (Text(query, "at", problems) is not { } text) return null;
        if (!text.EndsWith('Z') || !Instant.TryParse(text, out var at))
            problems.Add(new("parameter.instant", "at", "at is an instant in UTC: 2026-03-02T10:00:00.000Z."));
        else if (at > now)
            problems.Add(new("parameter.future", "at", $"at is not later than now, {now}: what will be nobody knows."));
        else
            return at;
        return null;
    }
}
