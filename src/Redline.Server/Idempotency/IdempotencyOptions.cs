namespace Redline.Server.Idempotency;

/// <summary>How long and how many answers are kept for repeated requests. Immutable.</summary>
internal sealed record IdempotencyOptions
{
    /// <summary>How long an answer is kept. Default 24 h; 1 min to 7 days.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Answers kept of an organization; the oldest go. Default 10,000; 1 to 100,000.</summary>
    public int MaxAnswers { get; init; } = 10_000;

    /// <summary>The largest body that is kept; a repeat of a larger one is refused. Default 1 MiB; 1 KiB to 8 MiB.</summary>
    public int MaxAnswerBytes { get; init; } = 1 << 20;

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        var (min, max) = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        if (Life < min || Life > max) errors.Add($"{nameof(Life)} must be from {min} to {max}.");
        if (MaxAnswers is < 1 or > 100_000) errors.Add($"{nameof(MaxAnswers)} must be from 1 to 100000.");
        if (MaxAnswerBytes is < 1024 or > 8 << 20) errors.Add($"{nameof(MaxAnswerBytes)} must be from 1024 to {8 << 20}.");
        return errors;
    }
}
