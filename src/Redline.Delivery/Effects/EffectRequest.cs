namespace Redline.Delivery.Effects;

/// <summary>
/// What an effect asks for, its texts filled in. Immutable. It holds no secret, only the names of secrets; a secret can
/// stand at the end of a header's value and sign the body, never be part of an address or a body.
/// </summary>
/// <param name="Method">GET, HEAD, POST, PUT, PATCH or DELETE; ignored for a workflow.</param>
/// <param name="Url">
/// An absolute <c>https</c> (or <c>http</c>) address of at most 2,048 characters without user and fragment, or a path from
/// <c>/</c>, which is one of this server; for a workflow its id.
/// </param>
public sealed record EffectRequest(string Method, string Url)
{
    /// <summary>Further headers, at most 32.</summary>
    public IReadOnlyList<EffectHeader> Headers { get; init; } = [];

    /// <summary>The body, in UTF-8, at most 262,144 bytes; null: none. Its type is <c>application/json</c> unless a header says otherwise.</summary>
    public string? Body { get; init; }

    /// <summary>The name of the secret the request is signed with (<see cref="WebhookSignature"/>); null: it is not.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>How long one attempt may take, redirects included, from the instant it has its turn at the host. Default 10 s; 0.1 s to 120 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the effect may take altogether, waiting, attempts and pauses, from its submission. Default 120 s; 0.1 s to 3,600 s.</summary>
    public TimeSpan OverallTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>When it is tried again.</summary>
    public EffectRetry Retry { get; init; } = new();

    /// <summary>What is read off the answer: names of data and where each stands (<see cref="AnswerPath"/>), at most 32. Empty: the answer may be anything.</summary>
    public IReadOnlyDictionary<string, string> Answer { get; init; } = new Dictionary<string, string>();
}

/// <summary>A header of a request. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value, or what stands before the secret; at most 2,048 characters without line breaks.</param>
/// <param name="Secret">The name of a secret that ends the value: <c>Bearer </c> and then it; null: none.</param>
public sealed record EffectHeader(string Name, string Text, string? Secret = null)
{
    private const string Reference = "secret:";

    /// <summary>
    /// Reads a value as an operator writes it: <c>Bearer secret:crm</c> is the text <c>Bearer </c> and the secret <c>crm</c>.
    /// To be used on what was written in the definition, before texts are filled in: a caller's name must not name a secret.
    /// </summary>
    public static EffectHeader Read(string name, string value)
    {
        var at = value.LastIndexOf(Reference, StringComparison.Ordinal);
        var secret = at < 0 ? "" : value[(at + Reference.Length)..];
        return (at == 0 || (at > 0 && value[at - 1] == ' ')) && SecretNames.IsName(secret) ? new(name, value[..at], secret) : new(name, value);
    }
}

/// <summary>
/// When an effect is tried again: after no connection, a connection that broke, no answer in time, an open circuit, and
/// the statuses 408, 425, 429, 500, 502, 503 and 504. Immutable.
/// </summary>
public sealed record EffectRetry
{
    /// <summary>Attempts altogether. Default 3; 1 to 10.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The pause after the first attempt; each further one twice as long, each cut by up to half at random. Default 1 s; 0.01 s to 300 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, but never less than the first. Default 30 s; 0.01 s to 300 s. What a host asks for by Retry-After may be longer (<see cref="EffectOptions.MaxRetryAfter"/>).</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);
}
