using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Bench;

/// <summary>
/// P3: one evaluation of a compound rule (four comparisons and a division, every one of them reached), compiled as the
/// engine compiles it, against the plain tree and against a delegate written by hand.
/// </summary>
internal static class RuleBench
{
    private const int Evaluations = 2_000_000;
    private const int States = 64;
    private const double Now = 1_000_000;

    private const string Compiled = "compiled rule, ns";
    private const string Mixed = "compiled rule, two of three false early, ns";
    private const string Plain = "plain tree, ns";
    private const string ByHand = "delegate written by hand, ns";
    private const string Allocated = "compiled rule, B allocated";

    public static async Task RunAsync(Report report, int count)
    {
        var identity = new QueueIdentity("q0", "Billing", null, "voice");
        var bound = FilterBinder.Bind(BenchStreams.Of("rule", BenchStreams.CompoundRule).Levels[0].Filter, identity, FilterReferences.None);
        var condition = new FilterCompiler().Compile(bound);
        var states = MakeStates(reachAll: true);
        var mixed = MakeStates(reachAll: false);
        var rounds = await Rounds.RunAsync(
            count,
            new(r => MeasureCompiled(r, condition, states)),
            Lane.Of(Mixed, () => Time(mixed, new CompiledRule(condition))),
            Lane.Of(Plain, () => Time(states, new PlainRule(bound))),
            Lane.Of(ByHand, () => Time(states, new WrittenRule(EvaluateByHand))));

        report.Heading("P3 a compound rule, the loop around it included");
        foreach (var name in (string[])[Mixed, Plain, ByHand]) report.Line(name, rounds[name]);
        report.Add(new("P3", Compiled, rounds[Compiled], 6, 4));
        report.Add(new("P3", Allocated, rounds[Allocated], 0));
        report.Add(new("P3", "compiled rule / plain tree", rounds.Ratio(Compiled, Plain)));
        report.Add(new("P3", "compiled rule / delegate written by hand", rounds.Ratio(Compiled, ByHand)));
    }

    private static Task MeasureCompiled(Rounds rounds, Condition condition, double[][] states)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var nanoseconds = Time(states, new CompiledRule(condition));
        rounds.Note(Allocated, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Evaluations);
        rounds.Note(Compiled, nanoseconds);
        return Task.CompletedTask;
    }

    // Generic over structs, so that each lane has a loop of its own and no call but the one that is measured.
    private static double Time<T>(double[][] states, T rule)
        where T : struct, IRule
    {
        var holds = 0;
        var start = CpuClock.Nanoseconds;
        for (var i = 0; i < Evaluations; i++)
            if (rule.Evaluate(states[i % States]) == Truth.True)
                holds++;
        var elapsed = CpuClock.Nanoseconds - start;
        if (holds == 0) throw new InvalidOperationException("The rule never held: something else was measured.");
        return elapsed / Evaluations;
    }

    // What a person would write who knows that no value is missing.
    private static Truth EvaluateByHand(double[] values, double now, double[] constants) =>
        (now - values[(int)Metric.WaitTimeSeconds]) / 1000 > 300
        && values[(int)Metric.WaitingCount] >= 5
        && values[(int)Metric.ServiceLevelPercent] < 80
        && values[(int)Metric.AgentsOnQueue] != 0
        && values[(int)Metric.WaitingCount] / values[(int)Metric.AgentsOnQueue] > 2 ? Truth.True : Truth.False;

    private static double[][] MakeStates(bool reachAll)
    {
        var states = new double[States][];
        for (var i = 0; i < States; i++)
        {
            states[i] = new double[Metrics.Count];
            Array.Fill(states[i], double.NaN);
            states[i][(int)Metric.WaitTimeSeconds] = Now - (reachAll || i % 3 == 0 ? 301_000 : 1_000) - i;
            states[i][(int)Metric.WaitingCount] = 5 + i;
            states[i][(int)Metric.ServiceLevelPercent] = i;
            states[i][(int)Metric.AgentsOnQueue] = 2;
        }

        return states;
    }

    private interface IRule
    {
        Truth Evaluate(double[] values);
    }

    private readonly struct CompiledRule(Condition condition) : IRule
    {
        public Truth Evaluate(double[] values) => condition.Evaluate(values, Now);
    }

    private readonly struct PlainRule(BoundNode root) : IRule
    {
        public Truth Evaluate(double[] values) => root.Evaluate(values, Now);
    }

    private readonly struct WrittenRule(CompiledShape rule) : IRule
    {
        public Truth Evaluate(double[] values) => rule(values, Now, []);
    }
}
