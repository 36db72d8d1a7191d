namespace Redline.Delivery.Effects;

/// <summary>One call that an effect makes. Immutable. Its headers may hold secrets: it is never printed.</summary>
/// <param name="OrganizationId">Whose flow makes it.</param>
/// <param name="IdempotencyKey">The effect's key.</param>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Address">The absolute address; the path and query for this server; the id of a workflow.</param>
/// <param name="Headers">Headers to send beside the key, secrets filled in.</param>
/// <param name="Body">The body in UTF-8; null: none.</param>
public sealed record EffectCall(
    string OrganizationId, string IdempotencyKey, string Method, string Address, IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body)
{
    /// <inheritdoc/>
    public override string ToString() => IdempotencyKey;
}

/// <summary>What a call came to: an answer, or why there was none. Immutable.</summary>
/// <param name="Status">The status; 0: there was no answer.</param>
/// <param name="ContentType">The answer's media type, without parameters; null: it has none.</param>
/// <param name="Body">The answer's body, bounded.</param>
public sealed record EffectReply(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Why there was no answer, or none that can be used (<see cref="EffectCodes"/>); null: there was one.</summary>
    public string? Error { get; init; }

    /// <summary>What happened in words; null: nothing more to say.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the same call may do later. Counts beside an error only; an answer's status speaks for itself.</summary>
    public bool MayRetry { get; init; }

    /// <summary>How long the receiver asks to wait; null: it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where it redirects to; null: nowhere.</summary>
    public Uri? Location { get; init; }

    /// <summary>There was no answer.</summary>
    public static EffectReply Failed(string error, string? detail, bool mayRetry, int status = 0) =>
        new(status, null, default) { Error = error, Detail = detail, MayRetry = mayRetry };
}

/// <summary>Carries calls out that do not go to a host by HTTP: this server's own, launches of workflows. Any thread.</summary>
public interface IEffectTarget
{
    /// <summary>
    /// Makes a call. A failure that is expected is a reply with an error; it says that it may be retried only if the call was
    /// certainly not carried out, or is harmless to repeat under the same key.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled: it took too long, or the server stops.</exception>
    Task<EffectReply> SendAsync(EffectCall call, CancellationToken cancellationToken);
}
