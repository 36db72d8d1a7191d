using Redline.Engine.Alerts;
using Redline.Engine.Queues;
using Redline.Engine.Sources;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;

namespace Redline.Engine.Tests.Sources;

/// <summary>
/// Three weeks of walk-in queues in Warsaw: people wait and no counter is open for ten minutes. Real clocks: one office is
/// stuck in 2012, thirteen date the last two days of 2019 as 2020.
/// </summary>
public sealed class WarsawOfficesTests
{
    private const long Hour = 3_600_000;
    private const long Sustain = 600_000;

    private static readonly StreamDefinition Unattended = new()
    {
        Id = "unattended",
        Name = "unattended",
        Levels =
        [
            new(Severity.Critical, SomeFilter.Read("""
                {"operator":"AND","operands":[{"field":"waitingCount","operator":"GREATER_THAN","value":0},
                  {"field":"agentsOnQueue","operator":"EQUALS","value":0}]}
                """), null, Sustain),
        ],
        ClearAfterMilliseconds = 0,
        CooldownMilliseconds = 0,
        StaleAfterMilliseconds = StreamLimits.MaxSeconds * 1_000L,
    };

    [Fact]
    public void Engine_OverThreeWeeksOfPolls_AlertsAsTheRowsSayAndIsBlindOncePerWrongClock()
    {
        var pass = new EnginePass(new AlertEngine(
            new DurableState(), EngineLimits.Default with { MaxObservationDelayMilliseconds = Hour }));
        var (sweep, told) = (new UnattendedSweep(Sustain, Hour, Unattended.StaleAfterMilliseconds), new Told());
        var observation = new Observation();
        foreach (var round in WarsawPolls.Rounds())
        {
            pass.Begin(round.ArrivedAt);
            if (told.Events == 0) pass.Decide(new DefineStream(Unattended));
            foreach (var poll in round.Polls) pass.Observe(Observed(poll, observation));
            told.Take(pass.End());
            sweep.Take(round);
        }

        Assert.Equal(sweep.Episodes.Order(), told.Episodes.Order());
        Assert.True(told.Episodes.Count > 100, $"only {told.Episodes.Count} episodes: the polls are not those");
        Assert.Equal(sweep.Misdated.Order(StringComparer.Ordinal), told.Blinded.Order(StringComparer.Ordinal));
        Assert.Equal(14, told.Blinded.Count);
        Assert.Equal(sweep.Vanished.Order(StringComparer.Ordinal), told.Silent.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(told.Episodes, e => e.Queue.StartsWith("UD_Srodmiescie_2/", StringComparison.Ordinal));
    }

    private static Observation Observed(WarsawPoll poll, Observation observation)
    {
        observation.Clear();
        (observation.SourceId, observation.QueueId, observation.MediaType) = (poll.Office, poll.Queue, MediaTypes.Voice);
        observation.ObservedAt = poll.At;
        observation.Set(Metric.WaitingCount, poll.Waiting);
        observation.Set(Metric.AgentsOnQueue, poll.Counters);
        return observation;
    }

    // What the engine told.
    private sealed class Told
    {
        private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

        public List<UnattendedEpisode> Episodes { get; } = [];

        public List<string> Blinded { get; } = [];

        public HashSet<string> Silent { get; } = new(StringComparer.Ordinal);

        public int Events { get; private set; }

        public void Take(IReadOnlyList<EngineEvent> events)
        {
            Events += events.Count;
            foreach (var e in events)
            {
                switch (e)
                {
                    case AlertTriggered t:
                        _open.Add(t.Fingerprint.QueueId, Episodes.Count);
                        Episodes.Add(new(t.Fingerprint.QueueId, t.OpenedAt, t.At, null));
                        break;
                    case AlertResolved r:
                        Assert.True(_open.Remove(r.Fingerprint.QueueId, out var index));
                        Episodes[index] = Episodes[index] with { ResolvedAt = r.At };
                        break;
                    case SourceBlinded { Cause: BlindCause.Clock } b:
                        Blinded.Add(b.SourceId);
                        break;
                    case SourceBlinded { Cause: BlindCause.Silence } b:
                        Silent.UnionWith(b.QueueIds);
                        break;
                    case BlindnessChanged { Cause: BlindCause.Silence } c:
                        Silent.UnionWith(c.QueueIds);
                        break;
                }
            }
        }
    }
}
