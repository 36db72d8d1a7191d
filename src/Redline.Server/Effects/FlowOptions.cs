using Redline.Delivery.Effects;
using Redline.Engine;
using Redline.Engine.Messages;
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

    /// <summary>How long a message of a notify node is shown at the most. Default 600 s; 10 s to 86,400 s.</summary>
    public TimeSpan MessageLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long until the end of a step that could not be committed is tried again. Default 1 s; 0.1 s to 60 s.</summary>
    public TimeSpan CommitPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var ranges = new OptionErrors();
        ranges.Range(nameof(MessageLife), MessageLife, TimeSpan.FromSeconds(Message.MinLifeSeconds), TimeSpan.FromSeconds(Message.MaxLifeSeconds));
        ranges.Range(nameof(CommitPause), CommitPause, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        var errors = ValidateEgress().Concat(ranges.All).ToList();
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
