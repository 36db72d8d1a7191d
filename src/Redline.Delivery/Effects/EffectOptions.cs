using Redline.Engine;

namespace Redline.Delivery.Effects;

/// <summary>How effects are carried out. Immutable. Durations are of wall time.</summary>
public sealed record EffectOptions
{
    /// <summary>Calls at one host at once. Default 8; 1 to 100.</summary>
    public int CallsPerHost { get; init; } = 8;

    /// <summary>Effects that may wait for their turn at one host; one more fails. Default 20,000; 1 to 1,000,000.</summary>
    public int MaxWaitingPerHost { get; init; } = 20_000;

    /// <summary>Effects that may be under way altogether, waiting, called or pausing; one more fails. Default 50,000; 1 to 1,000,000.</summary>
    public int MaxEffects { get; init; } = 50_000;

    /// <summary>Hosts that are kept count of; effects at one more than are busy fail. Default 200; 1 to 10,000.</summary>
    public int MaxHosts { get; init; } = 200;

    /// <summary>Failures of a host one after the other that open its circuit. Default 5; 1 to 100.</summary>
    public int FailuresToOpen { get; init; } = 5;

    /// <summary>How long a circuit stays open before one call tries whether the host is back. Default 30 s; 1 s to 3,600 s.</summary>
    public TimeSpan OpenTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may take to come about. Default 5 s; 0.1 s to 60 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait that Retry-After may ask for; asked for longer, the effect fails. Default 60 s; 1 s to 3,600 s.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Redirects that are followed in one attempt. Default 3; 0 to 10.</summary>
    public int MaxRedirects { get; init; } = 3;

    /// <summary>Bytes of an answer that are read; a longer one is a failure. Default 65,536; 1,024 to 1,048,576.</summary>
    public int MaxAnswerBytes { get; init; } = 65_536;

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(CallsPerHost), CallsPerHost, 1, 100);
        errors.Range(nameof(MaxWaitingPerHost), MaxWaitingPerHost, 1, 1_000_000);
        errors.Range(nameof(MaxEffects), MaxEffects, 1, 1_000_000);
        errors.Range(nameof(MaxHosts), MaxHosts, 1, 10_000);
        errors.Range(nameof(FailuresToOpen), FailuresToOpen, 1, 100);
        errors.Range(nameof(OpenTime), OpenTime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        errors.Range(nameof(ConnectTimeout), ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        errors.Range(nameof(MaxRetryAfter), MaxRetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        errors.Range(nameof(MaxRedirects), MaxRedirects, 0, 10);
        errors.Range(nameof(MaxAnswerBytes), MaxAnswerBytes, 1_024, 1_048_576);
        return errors.All;
    }
}
