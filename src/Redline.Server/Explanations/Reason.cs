using Redline.Engine;

namespace Redline.Server.Explanations;

/// <summary>One thing that is so, and has to do with whether somebody is told. Immutable; instants are of the organization's clock.</summary>
/// <param name="Code">Stable: <c>cooling.down</c>.</param>
/// <param name="Words">The same in plain words, as of the instant that was asked about.</param>
internal sealed record Reason(string Code, string Words)
{
    /// <summary>Since when it is so, or when it happened; null: not known, or it makes no sense.</summary>
    public Instant? At { get; init; }

    /// <summary>Until when it is so if nothing else changes; null: not known.</summary>
    public Instant? Until { get; init; }

    /// <summary>What the words are about, for programs.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = NoDetails;

    private static readonly Dictionary<string, string> NoDetails = [];

    /// <summary>With one more detail; none when it is null.</summary>
    public Reason With(string name, string? value) =>
        value is null ? this : this with { Details = new Dictionary<string, string>(Details) { [name] = value } };
}

/// <summary>The answer in one line.</summary>
/// <param name="Code">Stable: <c>alert.told</c>.</param>
/// <param name="Words">The same in plain words.</param>
internal sealed record Verdict(string Code, string Words);

/// <summary>A verdict and what it rests on.</summary>
internal sealed record Explained(Verdict Verdict, IReadOnlyList<Reason> Reasons);
