using System.Runtime.InteropServices;

namespace Redline.Bench;

/// <summary>A figure of the table: what was measured against what is to be reached.</summary>
/// <param name="Id">The number it goes by: <c>P3</c>.</param>
/// <param name="What">What it is, with its unit.</param>
/// <param name="Measured">What the rounds gave.</param>
/// <param name="Reach">What it should reach; null: only told.</param>
/// <param name="Stretch">What it could reach.</param>
/// <param name="MoreIsBetter">Whether the reach is a least, not a most.</param>
internal sealed record Figure(
    string Id, string What, Spread Measured, double? Reach = null, double? Stretch = null, bool MoreIsBetter = false)
{
    public string Verdict => Reach is not { } reach ? ""
        : Stretch is { } stretch && Meets(stretch) ? "stretch"
        : Meets(reach) ? "met" : "NOT MET";

    private bool Meets(double goal) => MoreIsBetter ? Measured.Median >= goal : Measured.Median <= goal;
}

/// <summary>Prints what is measured as it comes, and one table at the end.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Figure> _figures = [];

    /// <summary>What absolute numbers depend on.</summary>
    public void Machine() => output.WriteLine(
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");

    public void Heading(string text) => output.WriteLine($"\n{text}");

    public void Line(string name, Spread spread) => output.WriteLine($"  {name,-62}{spread}");

    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Line($"{figure.Id} {figure.What}", figure.Measured);
    }

    public void Table()
    {
        output.WriteLine();
        output.WriteLine("| figure | what | median (least to most) | reach | stretch | |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var f in _figures)
            output.WriteLine($"| {f.Id} | {f.What} | {f.Measured.ToString().Trim()} | {Goal(f.Reach, f)} | {Goal(f.Stretch, f)} | {f.Verdict} |");
    }

    private static string Goal(double? goal, Figure f) =>
        goal is { } g ? $"{(f.MoreIsBetter ? "≥" : "≤")} {Spread.Text(g)}" : "";
}
