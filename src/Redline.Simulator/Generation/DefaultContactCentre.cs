namespace Redline.Simulator.Generation;

/// <summary>
/// The contact centre of a demo. Its rota is short by a third to a half at the peaks on purpose: patience of 10 to 15
/// minutes means that little less would bring a wait of 300 seconds.
/// </summary>
internal static class DefaultContactCentre
{
    internal static IReadOnlyList<QueueProfile> Queues { get; } =
    [
        Queue("Billing", weight: 26, serviceMinutes: 4, patienceMinutes: 12),
        Queue("Sales", weight: 20, serviceMinutes: 5, patienceMinutes: 10),
        Queue("Support", weight: 24, serviceMinutes: 6, patienceMinutes: 15),
        Queue("Returns", weight: 12, serviceMinutes: 3, patienceMinutes: 12),
        Queue("Premium", weight: 8, serviceMinutes: 4, patienceMinutes: 10, priority: 1),
        Queue("Claims", weight: 10, serviceMinutes: 7, patienceMinutes: 15),
    ];

    internal static IReadOnlyList<double> CallsByHalfHour { get; } = ByHour(
        (7, 20, 40), (8, 70, 90), (9, 120, 150), (10, 165, 150), (11, 120, 100), (12, 85, 80), (13, 85, 95),
        (14, 115, 140), (15, 150, 130), (16, 105, 90), (17, 80, 70), (18, 60, 50), (19, 40, 20));

    internal static IReadOnlyList<AgentTeam> Teams { get; } =
    [
        Team("Accounts", ["Billing", "Returns"], quiet: 2, day: 5),
        Team("Sales", ["Sales", "Premium"], quiet: 2, day: 5),
        Team("Support", ["Support", "Claims"], quiet: 3, day: 8),
        Team("Specialists", ["Premium", "Claims", "Returns"], quiet: 1, day: 2),
    ];

    private static QueueProfile Queue(
        string name, double weight, double serviceMinutes, double patienceMinutes, int priority = 0) => new()
        {
            Name = name,
            Weight = weight,
            Priority = priority,
            MeanServiceTime = TimeSpan.FromMinutes(serviceMinutes),
            MeanPatience = TimeSpan.FromMinutes(patienceMinutes),
        };

    private static AgentTeam Team(string name, string[] queues, int quiet, int day) => new()
    {
        Name = name,
        Queues = queues,
        AgentsByHalfHour = [.. Enumerable.Range(0, CallGeneratorOptions.HalfHours).Select(half => (half / 2) switch
        {
            < 7 or > 20 => 0,
            7 or >= 19 => quiet,
            _ => day,
        })],
    };

    private static double[] ByHour(params ReadOnlySpan<(int Hour, double First, double Second)> hours)
    {
        var table = new double[CallGeneratorOptions.HalfHours];
        foreach (var (hour, first, second) in hours)
        {
            table[2 * hour] = first;
            table[(2 * hour) + 1] = second;
        }

        return table;
    }
}
