using Redline.Engine;

namespace Redline.Delivery.Effects;

/// <summary>One effect from its submission to its end: attempts and the pauses between them. One task, used once.</summary>
internal sealed class EffectRun(EffectIntent intent, EffectMachinery machinery)
{
    private readonly EffectRequest _request = intent.Request;
    private readonly EffectSecrets _secrets = new();
    private readonly List<EffectAttempt> _attempts = [];
    private readonly Dictionary<string, AnswerPath> _wanted = new(StringComparer.Ordinal);

    /// <summary>
    /// Runs it. Nothing is waited for before its first turn at a host was asked for, so that the order of submission is kept.
    /// </summary>
    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public async Task<EffectConclusion> RunAsync()
    {
        if (EffectChecks.Find(intent) is { } wrong) return Refused(EffectCodes.Request, wrong);
        foreach (var (name, path) in _request.Answer) _wanted[name] = AnswerPath.TryParse(path)!;
        using var deadline = new CancellationTokenSource(_request.OverallTimeout, machinery.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, machinery.Stopping);
        try
        {
            return await TryAsync(either.Token);
        }
        catch (OperationCanceledException) when (!machinery.Stopping.IsCancellationRequested)
        {
            return Conclude(EffectCodes.Deadline, NoAnswer.Data);
        }
    }

    /// <summary>Its end where it is refused without an attempt.</summary>
    public EffectConclusion Refused(string code, string detail)
    {
        _attempts.Add(new(Instant.From(machinery.Time.GetUtcNow()), 0, code, AnswerReader.Shown(detail, _secrets.Redactor), null, TimeSpan.Zero));
        return Conclude(code, NoAnswer.Data);
    }

    private async Task<EffectConclusion> TryAsync(CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var course = new EffectCourse(intent, _secrets, _wanted, machinery);
            AttemptResult result;
            try
            {
                result = await course.RunAsync(cancellationToken);
            }
            finally
            {
                if (course.Taken is { } taken) _attempts.Add(taken);
            }

            if (!result.MayRetry || number >= _request.Retry.Attempts || result.RetryAfter > machinery.Options.MaxRetryAfter)
                return Conclude(result.Code, result.Data);
            var pause = RetryTiming.PauseAfter(_request.Retry, number, result.RetryAfter, Random.Shared.NextDouble());
            await Task.Delay(pause, machinery.Time, cancellationToken);
        }
    }

    private EffectConclusion Conclude(string? code, IReadOnlyDictionary<string, EffectValue> data) =>
        new(intent.OrganizationId, intent.Key, code is null ? EffectOutcome.Ok : EffectOutcome.Failed, code, data, _attempts);
}
