using Redline.Delivery.Effects;
using Redline.Server.Genesys;

namespace Redline.Server.Effects;

/// <summary>Where flows may call, and with what. Immutable.</summary>
internal sealed record FlowOptions : EgressOptions
{
    private const int MaxSecrets = 1_000;

    /// <summary>The proxy on the way out; without one the environment's HTTPS_PROXY, HTTP_PROXY and NO_PROXY count.</summary>
    public GenesysProxyOptions Proxy { get; init; } = new();

    /// <summary>The secrets flows may name, each under its name.</summary>
    public IReadOnlyDictionary<string, FlowSecretOptions> Secrets { get; init; } = new Dictionary<string, FlowSecretOptions>();

    /// <summary>How what flows ask for is carried out.</summary>
    public EffectOptions Effects { get; init; } = new();

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = ValidateEgress().ToList();
        if (Secrets.Count > MaxSecrets) errors.Add($"{nameof(Secrets)} must have at most {MaxSecrets} secrets.");
        errors.AddRange(Secrets.Keys.Where(n => !SecretNames.IsName(n)).Select(n => $"{nameof(Secrets)} must be named by 1 to 64 letters, digits and - _; \"{n}\" is not."));
        return errors;
    }
}

/// <summary>Where a secret is. Immutable.</summary>
internal sealed record FlowSecretOptions
{
    /// <summary>The secret itself; better in a file or a variable of the environment. Default null.</summary>
    [SecretOption]
    public string? Value { get; init; }

    /// <summary>A file that holds the secret and nothing else; read again with each attempt. Default null.</summary>
    public string? File { get; init; }

    /// <summary>The variable of the environment that holds it. Default null.</summary>
    public string? Variable { get; init; }

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (new[] { Value, File, Variable }.Count(t => !string.IsNullOrEmpty(t)) != 1)
            errors.Add($"{nameof(File)} must name a file with the secret; or set {nameof(Variable)} or {nameof(Value)}; exactly one of them.");
        else if (File is { } file && !System.IO.File.Exists(file)) errors.Add($"{nameof(File)} must be there and readable.");
        else if (Variable is { } variable && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))) errors.Add($"{nameof(Variable)} must be set in the environment.");
        return errors;
    }
}
