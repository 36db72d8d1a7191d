namespace Redline.Delivery.Effects;

/// <summary>What an attempt came to. Immutable.</summary>
/// <param name="Code">Why it failed; null: it did not.</param>
/// <param name="Detail">What happened in words; null: nothing more to say.</param>
/// <param name="MayRetry">Whether another attempt may do.</param>
internal sealed record AttemptResult(string? Code, string? Detail = null, bool MayRetry = false)
{
    /// <summary>What was read off the answer.</summary>
    public IReadOnlyDictionary<string, EffectValue> Data { get; init; } = NoAnswer.Data;

    /// <summary>How long the host asks to wait; null: it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it says of the host.</summary>
    public CallVerdict Verdict { get; init; } = CallVerdict.Bad;

    /// <summary>The request that follows, where it was redirected; null: it is over.</summary>
    public EffectHop? Next { get; init; }
}

/// <summary>Where nothing was read off an answer.</summary>
internal static class NoAnswer
{
    /// <summary>No data.</summary>
    public static readonly IReadOnlyDictionary<string, EffectValue> Data = new Dictionary<string, EffectValue>();
}
