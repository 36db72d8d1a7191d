using FsCheck;
using FsCheck.Fluent;

namespace Redline.TestKit.Laws;

/// <summary>
/// Checks a law on generated cases. A failure names the smallest case found and the seed that gives it again
/// (<c>Config.WithReplay</c>). <c>REDLINE_LAW_TIMES=100</c> tries a hundred times as many, for a long run at night.
/// </summary>
public static class Law
{
    private static readonly int Times =
        int.TryParse(Environment.GetEnvironmentVariable("REDLINE_LAW_TIMES"), out var times) ? Math.Max(1, times) : 1;

    /// <summary>Holds a law, written as assertions, against generated cases.</summary>
    public static void Holds<T>(Gen<T> cases, Action<T> law, int count = 200, Func<T, IEnumerable<T>>? shrink = null) =>
        Prop.ForAll(shrink is null ? Arb.From(cases) : Arb.From(cases, shrink), law)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count * Times).WithStartSize(5).WithEndSize(50));
}
