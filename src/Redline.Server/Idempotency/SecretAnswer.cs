namespace Redline.Server.Idempotency;

/// <summary>Metadata of an endpoint whose answer holds a secret that is shown once, and so is never kept.</summary>
internal sealed class SecretAnswer
{
    /// <summary>The one there is.</summary>
    public static readonly SecretAnswer Instance = new();
}

/// <summary>Declares it.</summary>
internal static class SecretAnswerExtensions
{
    /// <summary>
    /// The answer holds a secret that is shown once (a key, a code, a token): it is not kept, and a request repeated with
    /// its idempotency key gets 409 <c>idempotency.secret.not.repeated</c>.
    /// </summary>
    public static TBuilder AnswersSecret<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(SecretAnswer.Instance);
}
