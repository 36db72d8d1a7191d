using Redline.Simulator.Generation;

namespace Redline.Simulator.Tests.Generation;

public sealed class CallGeneratorOptionsTests
{
    private static readonly CallGeneratorOptions Defaults = new();

    [Fact]
    public void Validate_WhenDefault_FindsNothing() => Assert.Empty(Defaults.Validate());

    [Fact]
    public void Validate_WhenManyThingsAreWrong_FindsThemAll()
    {
        var options = new CallGeneratorOptions
        {
            Queues =
            [
                new QueueProfile { Name = "", Weight = 0, Priority = -1, ServiceSpread = double.NaN },
                new QueueProfile { Name = "Desk", MeanServiceTime = TimeSpan.Zero },
                new QueueProfile { Name = "Desk", MeanPatience = TimeSpan.FromDays(1) },
            ],
            CallsByHalfHour = [-1],
            Teams =
            [
                new AgentTeam { Name = "Team", Queues = [], AgentsByHalfHour = [1_001] },
                new AgentTeam { Name = "Team", Queues = ["Nowhere"], AgentsByHalfHour = [] },
            ],
            Announcement = TimeSpan.FromSeconds(-1),
        };

        Assert.Equal(
            [
                "generation.queue.name Queues[0].Name",
                "generation.queue.name Queues[2].Name",
                "generation.queue.weight Queues[0].Weight",
                "generation.queue.priority Queues[0].Priority",
                "generation.queue.spread Queues[0].ServiceSpread",
                "generation.queue.service Queues[1].MeanServiceTime",
                "generation.queue.patience Queues[2].MeanPatience",
                "generation.table.length CallsByHalfHour",
                "generation.calls CallsByHalfHour",
                "generation.team.name Teams[1].Name",
                "generation.team.queues Teams[0].Queues",
                "generation.table.length Teams[0].AgentsByHalfHour",
                "generation.team.agents Teams[0].AgentsByHalfHour",
                "generation.team.queues Teams[1].Queues",
                "generation.table.length Teams[1].AgentsByHalfHour",
                "generation.announcement Announcement",
            ],
            options.Validate().Select(error => $"{error.Code} {error.Path}"));
    }

    [Fact]
    public void Validate_WhenThereIsNoQueueOrTeam_SaysSo() => Assert.Equal(
        ["generation.queues.count", "generation.teams.count"],
        (Defaults with { Queues = [], Teams = [] }).Validate().Select(error => error.Code));

    [Fact]
    public void Validate_WhenTeamsAddUpToTooMany_SaysSo()
    {
        var teams = Enumerable.Range(0, 3).Select(number => Defaults.Teams[0] with
        {
            Name = $"Team {number}",
            AgentsByHalfHour = [.. Enumerable.Repeat(1_000, CallGeneratorOptions.HalfHours)],
        });

        var error = Assert.Single((Defaults with { Teams = [.. teams] }).Validate());

        Assert.Equal(
            "Teams: Is 3000; choose 2,000 agents together at most. [generation.agents.count]", error.ToString());
    }

    [Fact]
    public void Constructor_WhenOptionsAreWrong_NamesEveryProblem()
    {
        var failure = Assert.Throws<ArgumentException>(
            () => new CallGenerator(Defaults with { Queues = [], Announcement = TimeSpan.FromHours(1) }));

        Assert.Contains("generation.queues.count", failure.Message, StringComparison.Ordinal);
        Assert.Contains("generation.announcement", failure.Message, StringComparison.Ordinal);
    }
}
