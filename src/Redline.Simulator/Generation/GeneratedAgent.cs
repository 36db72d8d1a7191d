namespace Redline.Simulator.Generation;

/// <summary>An agent during a generated day.</summary>
internal sealed class GeneratedAgent(string name, AgentTeam team, int number, int[] queueIndices)
{
    internal string Name { get; } = name;

    /// <summary>The queues it serves, as indices.</summary>
    internal int[] QueueIndices { get; } = queueIndices;

    internal bool IsBusy { get; set; }

    /// <summary>When it last became free: the one free longest is called next.</summary>
    internal long FreeSinceMilliseconds { get; set; }

    /// <summary>Whether it is on duty in a half hour of the day; nobody is after midnight.</summary>
    internal bool IsOnDuty(long halfHour) =>
        halfHour < CallGeneratorOptions.HalfHours && number < team.AgentsByHalfHour[(int)halfHour];

    /// <summary>Every agent who is on duty at some time of the day.</summary>
    internal static GeneratedAgent[] AllOf(CallGeneratorOptions options)
    {
        var names = options.Queues.Select(queue => queue.Name).ToList();
        return [.. options.Teams.SelectMany(team => Enumerable.Range(0, team.AgentsByHalfHour.Max())
            .Select(number => new GeneratedAgent(
                $"{team.Name} {number + 1:00}", team, number, IndicesOf(team))))];

        int[] IndicesOf(AgentTeam team) => [.. team.Queues.Distinct().Select(name => names.IndexOf(name))];
    }
}
