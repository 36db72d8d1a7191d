namespace Redline.Server.Explanations;

/// <summary>A reason as the API shows it. Instants are ISO 8601 in UTC, of the organization's clock.</summary>
internal sealed record ReasonAnswer(string Code, string Words, string? At, string? Until, IReadOnlyDictionary<string, string> Details)
{
    public static IReadOnlyList<ReasonAnswer> Of(IEnumerable<Reason> reasons) =>
        [.. reasons.Select(r => new ReasonAnswer(r.Code, r.Words, r.At?.ToString(), r.Until?.ToString(), r.Details))];
}

/// <summary>The answer in one line.</summary>
internal sealed record VerdictAnswer(string Code, string Words)
{
    public static VerdictAnswer Of(Verdict verdict) => new(verdict.Code, verdict.Words);
}

/// <summary>Why one person is or is not told.</summary>
internal sealed record PersonExplanationAnswer(string PersonId, string? Name, VerdictAnswer Verdict, IReadOnlyList<ReasonAnswer> Reasons)
{
    public static PersonExplanationAnswer Of(PersonFacts person, Explained explained) =>
        new(person.Id, person.Name, VerdictAnswer.Of(explained.Verdict), ReasonAnswer.Of(explained.Reasons));
}

/// <summary>What happened to an alert, and a page of the people it is or is not for.</summary>
internal sealed record AlertExplanationAnswer(
    string AlertId, string At, VerdictAnswer Verdict, IReadOnlyList<ReasonAnswer> Reasons, IReadOnlyList<PersonExplanationAnswer> People,
    int PageSize, int PageNumber, long Total, string? NextUri);

/// <summary>Why a stream does or does not tell of a queue.</summary>
internal sealed record ExplanationAnswer(
    string StreamId, string? StreamName, string QueueId, string? QueueName, string At, VerdictAnswer Verdict,
    IReadOnlyList<ReasonAnswer> Reasons, PersonExplanationAnswer? Person);
