using Redline.Simulator.Calls;
using Redline.Simulator.Generation;

namespace Redline.Simulator.Centre;

/// <summary>
/// What will happen in the contact centre: calls, agents with their queues, and when each agent is on queue. Immutable.
/// </summary>
public sealed record CentrePlan
{
    /// <summary>
    /// Recorded calls know agents only while they serve: who serves again within this is taken to have stayed on queue.
    /// </summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    /// <summary>The calls, in any order.</summary>
    public required IReadOnlyList<CallRecord> Calls { get; init; }

    /// <summary>The agents' names with the names of the queues of which they are members.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Agents { get; init; }

    /// <summary>When agents are on queue.</summary>
    public required IReadOnlyList<AgentShift> Shifts { get; init; }

    /// <summary>Names of queues that have no call, besides those that have.</summary>
    public IReadOnlyList<string> QuietQueues { get; init; } = [];

    /// <summary>
    /// The plan of recorded calls: an agent is a member of every queue they serve, and on queue from the first call
    /// served to the end of the last, pauses of up to <see cref="LongestPause"/> included.
    /// </summary>
    public static CentrePlan OfRecords(IReadOnlyList<CallRecord> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var byAgent = calls.Where(c => c.Agent is not null && c.ServiceStartMilliseconds is not null)
            .GroupBy(c => c.Agent!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        return new()
        {
            Calls = calls,
            Agents = byAgent.ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(c => c.Queue).Distinct().Order(StringComparer.Ordinal)]),
            Shifts = [.. byAgent.SelectMany(g => ShiftsOf(g.Key, g))],
        };
    }

    /// <summary>The plan of calls generated for days in a row: agents are on queue by their team's rota.</summary>
    public static CentrePlan OfTeams(CallGeneratorOptions options, IReadOnlyList<CallRecord> calls, DateOnly firstDay, int days)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(calls);
        return new()
        {
            Calls = calls,
            Agents = GeneratedAgent.AllOf(options).ToDictionary(
                a => a.Name, a => (IReadOnlyList<string>)[.. a.QueueIndices.Select(q => options.Queues[q].Name)]),
            Shifts = [.. Enumerable.Range(0, days).SelectMany(d => RotaOf(options, firstDay.AddDays(d)))],
            QuietQueues = [.. options.Queues.Select(q => q.Name)],
        };
    }

    private static IEnumerable<AgentShift> ShiftsOf(string agent, IEnumerable<CallRecord> served)
    {
        AgentShift? shift = null;
        foreach (var call in served.OrderBy(c => c.ServiceStartMilliseconds))
        {
            var (from, to) = (call.ServiceStartMilliseconds!.Value, call.ServiceEndMilliseconds!.Value);
            if (shift is not null && from - shift.ToMilliseconds <= (long)LongestPause.TotalMilliseconds)
            {
                shift = shift with { ToMilliseconds = Math.Max(shift.ToMilliseconds, to) };
                continue;
            }

            if (shift is not null) yield return shift;
            shift = new(agent, from, to);
        }

        if (shift is not null) yield return shift;
    }

    private static IEnumerable<AgentShift> RotaOf(CallGeneratorOptions options, DateOnly day)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        foreach (var agent in GeneratedAgent.AllOf(options))
        {
            for (var half = 0; half < CallGeneratorOptions.HalfHours; half++)
            {
                if (!agent.IsOnDuty(half)) continue;
                var end = half + 1;
                while (agent.IsOnDuty(end)) end++;
                yield return new(agent.Name, midnight + (half * HalfHour.Milliseconds), midnight + (end * HalfHour.Milliseconds));
                half = end;
            }
        }
    }
}

/// <summary>A stretch during which an agent is on queue.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="FromMilliseconds">When it begins; milliseconds since the epoch.</param>
/// <param name="ToMilliseconds">When it ends, exclusive.</param>
public sealed record AgentShift(string Agent, long FromMilliseconds, long ToMilliseconds);
