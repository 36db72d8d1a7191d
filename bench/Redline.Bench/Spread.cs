using System.Globalization;

namespace Redline.Bench;

/// <summary>What several rounds gave: the median, and how far the rounds lay apart.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IReadOnlyCollection<double> values) =>
        new(Percentile(values, 0.5), values.Min(), values.Max());

    /// <summary>A single value.</summary>
    public static Spread At(double value) => new(value, value, value);

    /// <summary>This median relative to another.</summary>
    public Spread Over(Spread other) => At(Median / other.Median);

    /// <summary>The value below which a fraction of the values lies (nearest rank).</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double fraction)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * fraction))];
    }

    public override string ToString() => Min.Equals(Max) ? $"{Text(Median),10}" : $"{Text(Median),10}  ({Text(Min)} to {Text(Max)})";

    /// <summary>Three figures are all that repeats.</summary>
    public static string Text(double value) => value switch
    {
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:0.00} M"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}"),
        >= 100 => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
        >= 10 => string.Create(CultureInfo.InvariantCulture, $"{value:0.0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.00}"),
    };
}
