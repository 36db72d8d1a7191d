namespace Redline.Bench;

/// <summary>P12: from the start of the process to the first answer that it is ready, against the least that Kestrel can be.</summary>
internal static class StartBench
{
    private const int LeastRounds = 10;

    private const string Demo = "redline demo ready, ms";
    private const string Minimal = "minimal Kestrel ready, ms";

    public static async Task RunAsync(Report report, BenchOptions options)
    {
        using var directory = new BenchDirectory("start");
        var server = Path.GetFullPath(options.Server ?? Path.Combine(AppContext.BaseDirectory, "redline.dll"));
        var bench = Path.Combine(AppContext.BaseDirectory, "Redline.Bench.dll");

        // The first round, which does not count, makes the data directory.
        var rounds = await Rounds.RunAsync(
            Math.Max(options.Rounds, LeastRounds),
            Lane.Of(Demo, () => ServerProcess.MeasureAsync([server, "demo", "--port", "0", "--data", directory["demo"]])),
            Lane.Of(Minimal, () => ServerProcess.MeasureAsync([bench, MinimalServer.Mode])));

        report.Heading("P12 start");
        report.Line(Demo, rounds[Demo]);
        report.Line(Minimal, rounds[Minimal]);
        report.Add(new("P12", "server ready / minimal Kestrel ready", rounds.Ratio(Demo, Minimal), 3, 1.5));
    }
}
