namespace Redline.Simulator.Generation;

/// <summary>Agents with the same skills and rota. Immutable; checked with the options it belongs to.</summary>
public sealed record AgentTeam
{
    /// <summary>
    /// Name, unique among the teams; its agents are called by it and a number, such as <c>Accounts 07</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Names of the queues the team serves; several teams may share a queue. At least one.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>
    /// Agents on duty in each half hour of the UTC day, 48 numbers from 0 to 1,000, the largest of all teams adding up
    /// to 2,000 at most. An agent whose duty ends finishes the call at hand.
    /// </summary>
    public required IReadOnlyList<int> AgentsByHalfHour { get; init; }
}
