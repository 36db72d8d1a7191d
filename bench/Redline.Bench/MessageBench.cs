namespace Redline.Bench;

/// <summary>
/// P1 and P2: one message of the platform from its bytes to the queue's state in the engine, without rules and with ten
/// compound ones that are decided each time, against a walk over the tokens of the same bytes.
/// </summary>
internal static class MessageBench
{
    private const int Messages = 50_000;
    private const string Walk = "every token read and nothing else, messages/s";
    private const string State = "bytes to queue state, messages/s";
    private const string Rules = "and ten compound rules decided, messages/s";
    private const string Allocated = "bytes to queue state, B allocated";

    public static async Task RunAsync(Report report, int count)
    {
        var state = new ReadQueue(rules: 0);
        var rules = new ReadQueue(rules: 10);
        var rounds = await Rounds.RunAsync(
            count,
            Lane.Of(Walk, PlatformMessage.MeasureWalk),
            new(r =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                r.Note(State, state.Measure(Messages));
                r.Note(Allocated, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Messages);
                return Task.CompletedTask;
            }),
            Lane.Of(Rules, () => rules.Measure(Messages)));

        report.Heading($"P1 and P2 a platform message of {PlatformMessage.Bytes.Length:N0} bytes");
        foreach (var name in (string[])[Walk, State, Rules]) report.Line(name, rounds[name]);
        report.Add(new("P1", "bytes to queue state / walk", rounds.Ratio(State, Walk), 0.8, MoreIsBetter: true));
        report.Add(new("P1", Allocated, rounds[Allocated], 0));
        report.Add(new("P2", "and ten compound rules / walk", rounds.Ratio(Rules, Walk), 0.7, MoreIsBetter: true));
    }
}
