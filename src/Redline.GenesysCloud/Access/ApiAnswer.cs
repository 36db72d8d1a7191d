namespace Redline.GenesysCloud.Access;

/// <summary>Why a request came to nothing.</summary>
public enum ApiFailureKind
{
    /// <summary>No answer, or one of a server in trouble; another attempt may do.</summary>
    Unreachable,

    /// <summary>The OAuth client or its token is refused.</summary>
    Token,

    /// <summary>The OAuth client may not do that.</summary>
    Permission,

    /// <summary>Too many requests.</summary>
    Throttled,

    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>What was asked is wrong.</summary>
    Refused,
}

/// <summary>A request that came to nothing. Immutable; holds no secret.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Status">The status of the answer; 0: there was none.</param>
/// <param name="Code">The platform's code; null: it gave none.</param>
/// <param name="Message">What it said, on one line, at most 300 characters.</param>
/// <param name="CorrelationId">What its support asks for; null: it gave none.</param>
/// <param name="RetryAfter">How long it asks to wait; null: it does not.</param>
public sealed record ApiFailure(
    ApiFailureKind Kind, int Status, string? Code, string Message, string? CorrelationId = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the request certainly never reached the platform.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Whether the platform certainly did nothing of it.</summary>
    public bool IsUndone => IsUnsent || Status is >= 400 and < 500;

    /// <inheritdoc/>
    public override string ToString()
    {
        var status = Status == 0 ? "no answer" : $"status {Status}";
        var code = Code is null ? "" : $" {Code}";
        var correlation = CorrelationId is null ? "" : $" (correlation {CorrelationId})";
        return $"{status}{code}: {Message}{correlation}";
    }
}

/// <summary>What a request came to. Immutable.</summary>
/// <param name="Body">The answer's body; empty: it has none.</param>
/// <param name="Failure">Why it came to nothing; null: it did not.</param>
public sealed record ApiAnswer(ReadOnlyMemory<byte> Body, ApiFailure? Failure)
{
    /// <summary>Whether it came to something.</summary>
    public bool IsGood => Failure is null;
}
