using System.Globalization;

namespace Redline.Bench;

/// <summary>What is to be measured.</summary>
/// <param name="Figures">The figures asked for, in the order they run.</param>
/// <param name="Rounds">How many rounds count.</param>
/// <param name="CallFiles">Recorded calls for P11; empty: calls are generated.</param>
/// <param name="Desktops">How many desktops P5, P6 and the storm connect; null: as many as each says.</param>
/// <param name="Server">The server's assembly for P12; null: the one built with this program.</param>
/// <param name="Queues">How many queues the load has.</param>
/// <param name="Seconds">How long the load is measured.</param>
/// <param name="Before">This program's assembly of another build, which P5 compares with; null: none.</param>
internal sealed record BenchOptions(
    IReadOnlyList<string> Figures, int Rounds, IReadOnlyList<string> CallFiles, int? Desktops, string? Server,
    int Queues, int Seconds, string? Before)
{
    public const string Usage =
        "Redline.Bench [p1 p3 sets p4 p5 p6 p7 p10 p11 p12 storm load crm | all] [--rounds 1..100] [--desktops 100..15000]"
        + " [--queues 1..20000] [--seconds 10..3600] [--calls FILE...] [--server PATH/redline.dll] [--before PATH/Redline.Bench.dll]";

    private const int DefaultRounds = 7;

    private static readonly string[] Known = ["p1", "p3", "scale", "sets", "p4", "p5", "p6", "p7", "p10", "p11", "p12", "storm", "load", "crm", "flows"];

    /// <summary>Reads the arguments; null when they are not understood.</summary>
    public static BenchOptions? Parse(ReadOnlySpan<string> args)
    {
        var figures = new List<string>();
        var calls = new List<string>();
        var rounds = DefaultRounds;
        var (queues, seconds) = (5_000, 60);
        int? desktops = null;
        string? server = null;
        string? before = null;
        for (var i = 0; i < args.Length; i++)
        {
            var hasValue = i + 1 < args.Length;
            if (Known.Contains(args[i])) figures.Add(args[i]);
            else if (args[i] == "all") figures.AddRange(Known);
            else if (args[i] == "--server" && hasValue) server = args[++i];
            else if (args[i] == "--before" && hasValue) before = args[++i];
            else if (args[i] == "--calls")
                while (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) calls.Add(args[++i]);
            else if (args[i] == "--rounds" && hasValue && IsWhole(args[++i], 1, 100, out rounds)) continue;
            else if (args[i] == "--queues" && hasValue && IsWhole(args[++i], 1, 20_000, out queues)) continue;
            else if (args[i] == "--seconds" && hasValue && IsWhole(args[++i], 10, 3_600, out seconds)) continue;
            else if (args[i] == "--desktops" && hasValue && IsWhole(args[++i], 100, 15_000, out var many)) desktops = many;
            else return null;
        }

        return new([.. Known.Where(k => figures.Count == 0 || figures.Contains(k))], rounds, calls, desktops, server, queues, seconds, before);
    }

    private static bool IsWhole(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
}
