using Redline.Engine;

namespace Redline.Delivery.Effects;

/// <summary>One attempt: a turn at a host and a call, and so on while it is redirected. One task, used once.</summary>
internal sealed class EffectCourse(
    EffectIntent intent, EffectSecrets secrets, IReadOnlyDictionary<string, AnswerPath> wanted, EffectMachinery machinery)
{
    private Instant _at = Instant.From(machinery.Time.GetUtcNow());
    private long? _began;
    private TimeSpan _left = intent.Request.Timeout;
    private EffectReply? _reply;

    /// <summary>The attempt as it is recorded once it has ended; null: it did not come to its turn.</summary>
    public EffectAttempt? Taken { get; private set; }

    /// <summary>Makes the attempt.</summary>
    /// <exception cref="OperationCanceledException">The effect's time is over, or the server stops.</exception>
    public async Task<AttemptResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await FollowAsync(cancellationToken);
            Record(result.Code, result.Detail);
            return result;
        }
        catch (OperationCanceledException) when (_began is not null)
        {
            Record(EffectCodes.Deadline, "It was under way when the effect's time was over.");
            throw;
        }
    }

    private async Task<AttemptResult> FollowAsync(CancellationToken cancellationToken)
    {
        var (hop, refusal) = EffectHop.First(intent, machinery);
        if (hop is null) return new(refusal!.Code, refusal.Detail);
        for (var redirects = 0; ; redirects++)
        {
            var result = await TakeTurnAsync(hop, redirects < machinery.Options.MaxRedirects, cancellationToken);
            if (result.Next is not { } next) return result;
            hop = next;
        }
    }

    private async Task<AttemptResult> TakeTurnAsync(EffectHop hop, bool mayFollow, CancellationToken cancellationToken)
    {
        if (hop.Target is null) return new(EffectCodes.NoTarget, $"Nothing here calls {hop.Host}.");
        var (lane, entering) = machinery.Lanes.Enter(hop.Host, intent.Priority, intent.StartOrder, cancellationToken);
        var turn = await entering.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // whoever submits makes no call
        if (turn.Kind == TurnKind.CircuitOpen) return new(EffectCodes.CircuitOpen, $"{hop.Host} failed too often just now and is not called.", MayRetry: true);
        if (turn.Kind == TurnKind.Full) return new(EffectCodes.Bound, $"Too many effects wait for {hop.Host}, or for too many hosts.");
        var from = machinery.Time.GetTimestamp();
        if (_began is null) (_at, _began) = (Instant.From(machinery.Time.GetUtcNow()), from);
        AttemptResult? result = null;
        try
        {
            return result = await CallAsync(hop, hop.Target, mayFollow, cancellationToken);
        }
        finally
        {
            var took = machinery.Time.GetElapsedTime(from);
            _left -= took;
            machinery.Meter.Called(hop.Host, result is null ? EffectCodes.Deadline : result.Code, took);
            lane!.Leave(turn, result?.Verdict ?? machinery.VerdictOfBreakingOff, PauseOf(result));
        }
    }

    private async Task<AttemptResult> CallAsync(EffectHop hop, IEffectTarget target, bool mayFollow, CancellationToken cancellationToken)
    {
        if (_left <= TimeSpan.Zero) return TooSlow(hop);
        if (_reply is null && secrets.Find(intent.Request, machinery.Reach.Secrets) is var (code, detail)) return new(code, detail) { Verdict = CallVerdict.None };
        using var limit = new CancellationTokenSource(_left, machinery.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            _reply = await target.SendAsync(hop.Call(intent, secrets, machinery.Time.GetUtcNow()), either.Token);
            return Judge(hop, _reply, mayFollow);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TooSlow(hop);
        }
    }

    private AttemptResult Judge(EffectHop hop, EffectReply reply, bool mayFollow)
    {
        if (reply.Error is { } error)
        {
            var isRefusal = error == EffectCodes.Status && reply.Status is >= 400 and < 500 and not 408;
            return new(error, reply.Detail, reply.MayRetry) { RetryAfter = reply.RetryAfter, Verdict = isRefusal ? CallVerdict.Good : CallVerdict.Bad };
        }

        switch (reply.Status)
        {
            case >= 200 and < 300:
                var (data, wrong, detail) = AnswerReader.Read(reply, wanted, secrets.Redactor);

                // What stands at a path is between the flow and the host's version; the host itself is well.
                return new(wrong, detail) { Data = data, Verdict = wrong is null or EffectCodes.AnswerValue ? CallVerdict.Good : CallVerdict.Bad };
            case 301 or 302 or 303 or 307 or 308:
                if (!mayFollow) return new(EffectCodes.RedirectLimit, $"At most {machinery.Options.MaxRedirects} redirects are followed.");
                var (next, refusal) = hop.Next(reply.Status, reply.Location, machinery);
                return next is null ? new(refusal!.Code, refusal.Detail) : new(null) { Next = next, Verdict = CallVerdict.Good };
            default:
                var isDown = reply.Status is >= 500 or 408;
                return new(EffectCodes.Status, $"{hop.Host} answered {reply.Status}.", RetryTiming.IsRetried(reply.Status))
                {
                    RetryAfter = reply.RetryAfter,
                    Verdict = isDown ? CallVerdict.Bad : CallVerdict.Good,
                };
        }
    }

    // A host that is asked for less asks it of everybody who calls it, not of this effect alone.
    private TimeSpan? PauseOf(AttemptResult? result)
    {
        if (result?.RetryAfter is not { } asked || _reply?.Status is not (429 or 503)) return null;
        return asked < machinery.Options.MaxRetryAfter ? asked : machinery.Options.MaxRetryAfter;
    }

    private AttemptResult TooSlow(EffectHop hop)
    {
        _reply = null; // of a workflow nobody knows whether it was launched, and a second launch would be a second run
        return new(EffectCodes.Timeout, $"{hop.Host} took longer than {intent.Request.Timeout.TotalSeconds:0.###} s.", MayRetry: intent.Kind != EffectKind.ArchitectFlow);
    }

    private void Record(string? code, string? detail)
    {
        var took = _began is { } began ? machinery.Time.GetElapsedTime(began) : TimeSpan.Zero;
        var excerpt = _reply is { } reply ? AnswerReader.Excerpt(reply, secrets.Redactor) : null;
        Taken = new(_at, _reply?.Status ?? 0, code, AnswerReader.Shown(detail, secrets.Redactor), excerpt, took);
    }
}
