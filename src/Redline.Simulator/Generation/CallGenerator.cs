using Redline.Simulator.Calls;

namespace Redline.Simulator.Generation;

/// <summary>
/// Makes the calls of a day for which none are recorded: arrivals as a Poisson process whose rate changes each half
/// hour, lognormal service, exponential patience, agents with skills who take the highest priority first and then
/// whoever waits longest. The same options, seed included, and day give the same calls, whatever was generated before.
/// Immutable: any thread.
/// </summary>
public sealed class CallGenerator
{
    /// <summary>An agent who let a call ring comes back after this.</summary>
    internal const long NotRespondingMilliseconds = 30_000;

    private readonly CallGeneratorOptions _options;

    /// <summary>A generator.</summary>
    /// <param name="options">What to make; null: the defaults.</param>
    /// <exception cref="ArgumentException">The options are wrong; all problems are named.</exception>
    public CallGenerator(CallGeneratorOptions? options = null)
    {
        _options = options ?? new CallGeneratorOptions();
        var errors = _options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(' ', errors), nameof(options));
    }

    /// <summary>
    /// The calls that arrive on a UTC day, by arrival. Waits and services may pass midnight; each day starts empty. A
    /// call answered at once never waits: its queued and left-queue are null; one that rings first waits meanwhile.
    /// </summary>
    public IReadOnlyList<CallRecord> Generate(DateOnly day)
    {
        var arrivals = new CallArrivals(_options).Draw(day);
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        return new ContactCentreDay(_options, midnight, arrivals).Run();
    }
}
