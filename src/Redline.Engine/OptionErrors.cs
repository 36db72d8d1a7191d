namespace Redline.Engine;

/// <summary>Collects everything that is wrong with a set of options, so that it is told at once. One thread.</summary>
public sealed class OptionErrors
{
    private readonly List<string> _all = [];

    /// <summary>What was found so far, in order; each names the property and what it must be. Empty: nothing.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Something is wrong.</summary>
    public void Add(string error) => _all.Add(error);

    /// <summary>A property must lie within bounds, both inclusive.</summary>
    public void Range<T>(string name, T value, T min, T max)
        where T : IComparable<T>
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0) _all.Add($"{name} must be from {min} to {max}.");
    }
}
