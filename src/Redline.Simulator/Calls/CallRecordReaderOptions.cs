namespace Redline.Simulator.Calls;

/// <summary>
/// The bounds of <see cref="CallRecordReader"/>. Immutable; checked, all at once, when reading begins.
/// </summary>
public sealed record CallRecordReaderOptions
{
    /// <summary>
    /// Longest record in characters, its line end included; default 4,096, from 64 to 1,000,000. A longer one is
    /// reported and skipped.
    /// </summary>
    public int MaximumRecordLength { get; init; } = 4_096;

    /// <summary>
    /// How many errors are kept over all files; default 100, from 0 to 100,000. Later ones are counted and dropped.
    /// </summary>
    public int MaximumErrors { get; init; } = 100;

    /// <summary>
    /// How many calls are kept over all files; default 10,000,000, from 1 to 100,000,000. Reading stops there with an
    /// error.
    /// </summary>
    public int MaximumCalls { get; init; } = 10_000_000;

    internal void ThrowIfInvalid()
    {
        var problems = new List<string>();
        Check(nameof(MaximumRecordLength), MaximumRecordLength, 64, 1_000_000);
        Check(nameof(MaximumErrors), MaximumErrors, 0, 100_000);
        Check(nameof(MaximumCalls), MaximumCalls, 1, 100_000_000);
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems));

        void Check(string name, int value, int least, int most)
        {
            if (value < least || value > most) problems.Add($"{name} is {value}; choose {least} to {most}.");
        }
    }
}
