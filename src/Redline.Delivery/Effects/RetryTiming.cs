namespace Redline.Delivery.Effects;

/// <summary>When an effect is tried again.</summary>
internal static class RetryTiming
{
    /// <summary>Statuses after which the same request may do later.</summary>
    public static bool IsRetried(int status) => status is 408 or 425 or 429 or 500 or 502 or 503 or 504;

    /// <summary>The pause after an attempt: twice as long after each, up to a bound, cut by up to half at random; never shorter than what the host asks for.</summary>
    /// <param name="retry">How it is tried again.</param>
    /// <param name="attempt">Which attempt it was; 1: the first.</param>
    /// <param name="asked">What the host asks for; null: nothing.</param>
    /// <param name="random">From 0 to 1, exclusive.</param>
    public static TimeSpan PauseAfter(EffectRetry retry, int attempt, TimeSpan? asked, double random)
    {
        var whole = Math.Min(retry.Delay.TotalMilliseconds * Math.Pow(2, attempt - 1), Math.Max(retry.MaxDelay.TotalMilliseconds, retry.Delay.TotalMilliseconds));
        var pause = TimeSpan.FromMilliseconds(whole * (1 - (random / 2)));
        return asked is { } wait && wait > pause ? wait : pause;
    }
}
