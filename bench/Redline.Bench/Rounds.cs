namespace Redline.Bench;

/// <summary>One thing that is measured; what it reads goes to the rounds under names of its choice.</summary>
internal sealed record Lane(Func<Rounds, Task> MeasureAsync)
{
    /// <summary>A lane with one reading that waits for nothing.</summary>
    public static Lane Of(string name, Func<double> measure) => new(rounds =>
    {
        rounds.Note(name, measure());
        return Task.CompletedTask;
    });

    /// <summary>A lane with one reading.</summary>
    public static Lane Of(string name, Func<Task<double>> measureAsync) =>
        new(async rounds => rounds.Note(name, await measureAsync()));
}

/// <summary>
/// Lets lanes take turns, so that whatever else the machine does falls on all of them; a ratio is always one of the
/// same round. A first round warms up and is thrown away; each round begins with another lane than the one before.
/// </summary>
internal sealed class Rounds
{
    private readonly Dictionary<string, List<double>> _readings = new(StringComparer.Ordinal);

    private Rounds()
    {
    }

    public static async Task<Rounds> RunAsync(int count, params Lane[] lanes)
    {
        var rounds = new Rounds();
        for (var round = 0; round <= count; round++)
        {
            // Otherwise the last lane would always run on the state the one before it left behind.
            for (var i = 0; i < lanes.Length; i++)
            {
                GC.Collect();
                await lanes[(round + i) % lanes.Length].MeasureAsync(rounds);
            }

            if (round == 0) rounds._readings.Clear();
        }

        return rounds;
    }

    /// <summary>Keeps one reading of this round.</summary>
    public void Note(string name, double value)
    {
        if (!_readings.TryGetValue(name, out var values)) _readings.Add(name, values = []);
        values.Add(value);
    }

    /// <summary>What the rounds read under a name.</summary>
    public Spread this[string name] => Spread.Of(_readings[name]);

    /// <summary>The value below which a fraction of all readings of a name lies.</summary>
    public Spread Percentile(string name, double fraction) => Spread.At(Spread.Percentile(_readings[name], fraction));

    /// <summary>One reading relative to another of the same round.</summary>
    public Spread Ratio(string of, string to) => Spread.Of([.. _readings[of].Zip(_readings[to], (a, b) => a / b)]);
}
