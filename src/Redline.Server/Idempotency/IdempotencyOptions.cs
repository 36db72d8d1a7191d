using Redline.Engine;

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
        var errors = new OptionErrors();
        errors.Range(nameof(Life), Life, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        errors.Range(nameof(MaxAnswers), MaxAnswers, 1, 100_000);
        errors.Range(nameof(MaxAnswerBytes), MaxAnswerBytes, 1024, 8 << 20);
        return errors.All;
    }
}
