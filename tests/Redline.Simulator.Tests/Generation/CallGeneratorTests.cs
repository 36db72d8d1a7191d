using FsCheck;
using FsCheck.Fluent;
using Redline.Simulator.Calls;
using Redline.Simulator.Generation;
using Redline.Simulator.Replay;

namespace Redline.Simulator.Tests.Generation;

public sealed class CallGeneratorTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly Arbitrary<(ulong Seed, DateOnly Day)> AnyDay = (
        from seed in Gen.Choose(0, int.MaxValue)
        from day in Gen.Choose(0, 4_000)
        select ((ulong)seed, new DateOnly(2020, 1, 1).AddDays(day))).ToArbitrary();

    [Fact]
    public void Generate_WhenSeedAndDayAreTheSame_GivesTheSameCalls()
    {
        var options = new CallGeneratorOptions { Seed = 7 };
        var generator = new CallGenerator(options);
        generator.Generate(Day.AddDays(1));

        Assert.Equal(new CallGenerator(options).Generate(Day), generator.Generate(Day));
    }

    [Fact]
    public void Generate_WhenSeedOrDayDiffers_GivesOtherCalls()
    {
        var calls = Generate(7, Day);

        Assert.NotEqual(calls.Select(TimeOfDay), Generate(8, Day).Select(TimeOfDay));
        Assert.NotEqual(calls.Select(TimeOfDay), Generate(7, Day.AddDays(1)).Select(TimeOfDay));
    }

    [Fact]
    public void Generate_WhenSeedIsOne_GivesTheFirstCallsOfThatDayForEver() => Assert.Equal(
        ["Billing 25209041 1772435102074", "Premium 25285757 1772435103249", "Support 25288677 1772435245374"],
        Generate(1, Day).Take(3).Select(call => $"{call.Queue} {TimeOfDay(call)} {call.ServiceEndMilliseconds}"));

    [Fact]
    public void Generate_WhenAnySeedAndDay_KeepsTheOrderOfThings() => Prop.ForAll(AnyDay, given =>
    {
        var midnight = new DateTimeOffset(given.Day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var calls = Generate(given.Seed, given.Day);

        Assert.Equal(calls.OrderBy(call => call.ArrivedMilliseconds), calls);
        Assert.All(calls, call =>
        {
            Assert.InRange(call.ArrivedMilliseconds, midnight, midnight + (24 * 3_600_000) - 1);
            Assert.Equal(call.QueuedMilliseconds.HasValue, call.LeftQueueMilliseconds.HasValue);
            Assert.False(call.QueuedMilliseconds < call.ArrivedMilliseconds + 6_000);
            Assert.False(call.LeftQueueMilliseconds < call.QueuedMilliseconds);
            Assert.Equal(call.Outcome == CallOutcome.Answered, call.ServiceStartMilliseconds.HasValue);
            Assert.Equal(call.Outcome == CallOutcome.Answered, call.Agent is not null);
            if (call.Outcome == CallOutcome.Abandoned) Assert.NotNull(call.QueuedMilliseconds);
            if (call.LeftQueueMilliseconds is { } left && call.ServiceStartMilliseconds is { } start)
                Assert.Equal(left, start);
            Assert.False(call.ServiceEndMilliseconds < call.ServiceStartMilliseconds + 1_000);
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Generate_WhenAnySeedAndDay_LetsAnAgentServeOneCallAtATimeAndOnlyWhatItCan() =>
        Prop.ForAll(AnyDay, given =>
        {
            var teams = new CallGeneratorOptions().Teams.ToDictionary(team => team.Name);
            foreach (var agent in Generate(given.Seed, given.Day).Where(call => call.Agent is not null)
                .GroupBy(call => call.Agent!))
            {
                var skills = teams[agent.Key[..agent.Key.LastIndexOf(' ')]].Queues;
                Assert.All(agent, call => Assert.Contains(call.Queue, skills));
                var served = agent.OrderBy(call => call.ServiceStartMilliseconds).ToArray();
                for (var next = 1; next < served.Length; next++)
                    Assert.False(served[next].ServiceStartMilliseconds < served[next - 1].ServiceEndMilliseconds);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Generate_WhenAnySeedAndDay_ReachesEveryWaitInSeveralQueues() => Prop.ForAll(AnyDay, given =>
    {
        var calls = Generate(given.Seed, given.Day);
        foreach (var seconds in (int[])[60, 120, 300])
        {
            var queues = calls.Where(call => call.LeftQueueMilliseconds - call.QueuedMilliseconds > seconds * 1_000)
                .Select(call => call.Queue).Distinct().Count();
            Assert.InRange(queues, 3, 6);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void Generate_WhenAgentIsFree_AnswersWithoutAWait()
    {
        var calls = new CallGenerator(Small(agents: 500)).Generate(Day);

        Assert.NotEmpty(calls);
        Assert.All(calls, call =>
        {
            Assert.Null(call.QueuedMilliseconds);
            Assert.Equal(call.ArrivedMilliseconds + 6_000, call.ServiceStartMilliseconds);
        });
    }

    [Fact]
    public void Generate_WhenNobodyIsOnDuty_EveryCallerHangsUpAfterItsPatience()
    {
        var calls = new CallGenerator(Small(agents: 0)).Generate(Day);

        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Equal(CallOutcome.Abandoned, call.Outcome));
        var patience = calls.Average(call => (call.LeftQueueMilliseconds - call.QueuedMilliseconds)!.Value);
        Assert.InRange(patience, 660_000, 780_000);
    }

    [Fact]
    public void Generate_WhenRatesAreGiven_FollowsThem()
    {
        var perHalfHour = new CallGenerator(Small(agents: 0)).Generate(Day)
            .GroupBy(call => TimeOfDay(call) / 1_800_000).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal([20L, 21L], perHalfHour.Keys.Order());
        Assert.InRange(perHalfHour[20], 1_800, 2_200);
        Assert.InRange(perHalfHour[21], 900, 1_100);
    }

    [Fact]
    public void Generate_WhenPriorityIsHigher_WaitsLess()
    {
        var calls = Enumerable.Range(0, 10).SelectMany(day => Generate(1, Day.AddDays(day))).ToArray();

        Assert.True(MeanWait("Premium") < MeanWait("Claims"));

        double MeanWait(string queue) => calls.Where(call => call.Queue == queue)
            .Average(call => (call.LeftQueueMilliseconds - call.QueuedMilliseconds) ?? 0);
    }

    [Fact]
    public void Generate_WhenMadeIntoATimeline_IsAccepted() =>
        Assert.Equal(
            ["Billing", "Claims", "Premium", "Returns", "Sales", "Support"],
            CallTimeline.From(Generate(1, Day)).Queues);

    private static IReadOnlyList<CallRecord> Generate(ulong seed, DateOnly day) =>
        new CallGenerator(new CallGeneratorOptions { Seed = seed }).Generate(day);

    private static long TimeOfDay(CallRecord call) => call.ArrivedMilliseconds % (24 * 3_600_000);

    private static CallGeneratorOptions Small(int agents)
    {
        var calls = new double[CallGeneratorOptions.HalfHours];
        calls[20] = 2_000;
        calls[21] = 1_000;
        return new CallGeneratorOptions
        {
            Queues = [new QueueProfile { Name = "Desk", MeanServiceTime = TimeSpan.FromSeconds(1) }],
            CallsByHalfHour = calls,
            Teams = [new AgentTeam
            {
                Name = "Team",
                Queues = ["Desk"],
                AgentsByHalfHour = [.. Enumerable.Repeat(agents, CallGeneratorOptions.HalfHours)],
            }],
        };
    }
}
