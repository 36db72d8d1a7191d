namespace Redline.Simulator.Generation;

/// <summary>Finds every problem of the options, none of which may surface later as a strange day.</summary>
internal sealed class CallGeneratorOptionsValidator
{
    private const int MostParts = 100;
    private const int MostAgents = 1_000;
    private const int MostAgentsTogether = 2_000;
    private const int LongestName = 100;
    private const double MostCalls = 200_000;
    private const double HeaviestWeight = 1_000_000;
    private static readonly TimeSpan MostMean = TimeSpan.FromHours(4);
    private static readonly TimeSpan LeastMean = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostAnnouncement = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MostRingTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostAlertingTimeout = TimeSpan.FromMinutes(5);

    private readonly List<CallGeneratorOptionsError> _errors = [];

    internal static IReadOnlyList<CallGeneratorOptionsError> Validate(CallGeneratorOptions options)
    {
        var validator = new CallGeneratorOptionsValidator();
        validator.CheckQueues(options.Queues);
        validator.CheckCalls(options.CallsByHalfHour);
        validator.CheckTeams(options.Teams, options.Queues);
        validator.Check(options.Announcement >= TimeSpan.Zero && options.Announcement <= MostAnnouncement,
            "generation.announcement", nameof(options.Announcement), options.Announcement, "0 to 10 minutes");
        validator.CheckRinging(options);
        return validator._errors;
    }

    private void CheckRinging(CallGeneratorOptions options)
    {
        Check(options.RingTime >= TimeSpan.Zero && options.RingTime <= MostRingTime,
            "generation.ring.time", nameof(options.RingTime), options.RingTime, "0 to 1 minute");
        Check(options.UnansweredShare is >= 0 and <= 0.5,
            "generation.ring.unanswered", nameof(options.UnansweredShare), options.UnansweredShare, "0 to 0.5");
        Check(options.AlertingTimeout >= LeastMean && options.AlertingTimeout <= MostAlertingTimeout,
            "generation.ring.timeout", nameof(options.AlertingTimeout), options.AlertingTimeout, "1 second to 5 minutes");
    }

    private void CheckQueues(IReadOnlyList<QueueProfile> queues)
    {
        Check(queues.Count is >= 1 and <= MostParts,
            "generation.queues.count", "Queues", queues.Count, "1 to 100 queues");
        CheckNames("generation.queue.name", "Queues", [.. queues.Select(queue => queue.Name)]);
        for (var index = 0; index < queues.Count; index++)
        {
            var (queue, path) = (queues[index], $"Queues[{index}]");
            Check(queue.Weight is > 0 and <= HeaviestWeight,
                "generation.queue.weight", $"{path}.Weight", queue.Weight, "above 0 to 1,000,000");
            Check(queue.Priority is >= 0 and <= 100,
                "generation.queue.priority", $"{path}.Priority", queue.Priority, "0 to 100");
            CheckMean("generation.queue.service", $"{path}.MeanServiceTime", queue.MeanServiceTime);
            Check(queue.ServiceSpread is >= 0 and <= 2,
                "generation.queue.spread", $"{path}.ServiceSpread", queue.ServiceSpread, "0 to 2");
            CheckMean("generation.queue.patience", $"{path}.MeanPatience", queue.MeanPatience);
        }
    }

    private void CheckCalls(IReadOnlyList<double> calls)
    {
        CheckTable("CallsByHalfHour", calls.Count);
        Check(calls.All(count => count is >= 0 and <= MostCalls) && calls.Sum() <= MostCalls,
            "generation.calls", "CallsByHalfHour", calls.Sum(), "0 or more each, 200,000 together");
    }

    private void CheckTeams(IReadOnlyList<AgentTeam> teams, IReadOnlyList<QueueProfile> queues)
    {
        Check(teams.Count is >= 1 and <= MostParts, "generation.teams.count", "Teams", teams.Count, "1 to 100 teams");
        CheckNames("generation.team.name", "Teams", [.. teams.Select(team => team.Name)]);
        for (var index = 0; index < teams.Count; index++)
        {
            var (team, path) = (teams[index], $"Teams[{index}]");
            Check(team.Queues.Count > 0, "generation.team.queues", $"{path}.Queues", "none", "at least one queue");
            foreach (var name in team.Queues.Where(name => queues.All(queue => queue.Name != name)))
                Check(false, "generation.team.queues", $"{path}.Queues", $"'{name}'", "names from Queues");
            CheckTable($"{path}.AgentsByHalfHour", team.AgentsByHalfHour.Count);
            foreach (var count in team.AgentsByHalfHour.Where(count => count is < 0 or > MostAgents).Distinct())
                Check(false, "generation.team.agents", $"{path}.AgentsByHalfHour", count, "0 to 1,000 at any time");
        }

        var together = teams.Sum(team => (long)team.AgentsByHalfHour.DefaultIfEmpty().Max());
        Check(together <= MostAgentsTogether,
            "generation.agents.count", "Teams", together, "2,000 agents together at most");
    }

    private void CheckNames(string code, string path, string[] names)
    {
        for (var index = 0; index < names.Length; index++)
        {
            var name = names[index];
            Check(!string.IsNullOrWhiteSpace(name) && name.Length <= LongestName && Array.IndexOf(names, name) == index,
                code, $"{path}[{index}].Name", $"'{name}'", "a name of its own of 1 to 100 characters");
        }
    }

    private void CheckTable(string path, int count) => Check(count == CallGeneratorOptions.HalfHours,
        "generation.table.length", path, $"{count} long", "48 numbers, one for each half hour");

    private void CheckMean(string code, string path, TimeSpan mean) =>
        Check(mean >= LeastMean && mean <= MostMean, code, path, mean, "1 second to 4 hours");

    private void Check<T>(bool holds, string code, string path, T value, string choice)
    {
        if (!holds) _errors.Add(new(code, path, FormattableString.Invariant($"Is {value}; choose {choice}.")));
    }
}
