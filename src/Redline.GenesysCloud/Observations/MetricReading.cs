namespace Redline.GenesysCloud.Observations;

/// <summary>
/// What one group of a message says, as it was sent; NaN: nothing. Reused: <see cref="Clear"/> before the next group.
/// </summary>
internal sealed class MetricReading
{
    private const int MaxAgentCounts = 256;

    private readonly AgentCount[] _agents = new AgentCount[MaxAgentCounts];
    private int _agentCount;

    public double Waiting;
    public double Ringing;
    public double Interacting;
    public double LongestWaiting;
    public double LongestInteracting;
    public double Joined;
    public double Offered;
    public double Abandoned;
    public double WaitCount;
    public double WaitSum;
    public double HandleCount;
    public double HandleSum;
    public double ServiceLevelRatio;
    public double ServiceLevelDenominator;

    public MetricReading() => Clear();

    /// <summary>Counts of agents by qualifier, at most 256; further ones are passed over.</summary>
    public ReadOnlySpan<AgentCount> Agents => _agents.AsSpan(0, _agentCount);

    public bool HasInteractions =>
        !(double.IsNaN(Waiting) && double.IsNaN(Ringing) && double.IsNaN(Interacting) && double.IsNaN(LongestWaiting) && double.IsNaN(LongestInteracting));

    public bool HasAgents => _agentCount > 0 || !double.IsNaN(Joined);

    public bool HasHalfHour =>
        !(double.IsNaN(Offered) && double.IsNaN(Abandoned) && double.IsNaN(WaitCount) && double.IsNaN(HandleCount)
            && double.IsNaN(ServiceLevelRatio) && double.IsNaN(ServiceLevelDenominator));

    public void Clear()
    {
        _agentCount = 0;
        Waiting = Ringing = Interacting = LongestWaiting = LongestInteracting = Joined = double.NaN;
        Offered = Abandoned = WaitCount = WaitSum = HandleCount = HandleSum = double.NaN;
        ServiceLevelRatio = ServiceLevelDenominator = double.NaN;
    }

    public void AddAgents(bool onQueue, int qualifierStart, int qualifierLength, double count)
    {
        if (_agentCount < MaxAgentCounts) _agents[_agentCount++] = new(onQueue, qualifierStart, qualifierLength, count);
    }
}

/// <summary>Agents of one qualifier; where its name stands in the message.</summary>
internal readonly record struct AgentCount(bool OnQueue, int QualifierStart, int QualifierLength, double Count);
