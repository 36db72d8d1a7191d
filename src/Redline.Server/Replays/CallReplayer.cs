using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Server.Sources;
using Redline.Simulator.Replay;

namespace Redline.Server.Replays;

/// <summary>
/// Runs the production engine over recorded calls as fast as it can: same engine, same pass, no server, no journal.
/// Time is the calls' own. After the last call the clock runs on until nothing is pending, at most
/// <see cref="RunOnMilliseconds"/>, so that clear holds and sustains end as they would have.
/// </summary>
public static class CallReplayer
{
    /// <summary>How far the clock runs on after the last call: one day.</summary>
    public const long RunOnMilliseconds = 86_400_000;

    private const int InstantsPerReport = 8_192;

    /// <summary>Replays a timeline.</summary>
    /// <param name="timeline">The calls.</param>
    /// <param name="streams">The streams, valid, with ids of their own.</param>
    /// <param name="progress">Told the instant reached every few thousand instants, on the calling thread; may be null.</param>
    /// <param name="cancellationToken">Ends the replay with an <see cref="OperationCanceledException"/>.</param>
    public static ReplayResult Run(
        CallTimeline timeline, IReadOnlyList<StreamDefinition> streams, Action<Instant>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default with
        {
            MaxStreams = Math.Max(streams.Count, 1),
            CoalesceMilliseconds = 0, // about telling, and nobody is told
        });
        var pass = new EnginePass(engine);
        var rows = new ReplayRows();
        if (timeline.FirstInstantMilliseconds is not { } first) return new([], 0, 0);

        pass.Begin(new Instant(first - 1));
        foreach (var stream in streams) pass.Decide(new DefineStream(stream));
        rows.Add(pass.End());

        var observations = 0L;
        var instants = 0;
        var observation = new Observation();
        for (var replay = timeline.Replay(); replay.MoveNext();)
        {
            pass.Begin(new Instant(replay.InstantMilliseconds));
            foreach (ref readonly var observed in replay.Observations.Span)
            {
                CallObservation.Fill(observation, observed, pass.Now);
                pass.Observe(observation);
                observations++;
            }

            pass.ObserveHeartbeat(CallObservation.SourceId, Instant.Never); // a recording never falls silent
            rows.Add(pass.End());
            if (++instants % InstantsPerReport != 0) continue;
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(pass.Now);
        }

        RunOn(engine, pass, rows);
        return new(rows.Sorted(), observations, rows.Open);
    }

    private static void RunOn(AlertEngine engine, EnginePass pass, ReplayRows rows)
    {
        var end = pass.Now.Plus(RunOnMilliseconds);
        while (engine.NextWakeup is var due && due <= end)
        {
            pass.Begin(due);
            rows.Add(pass.End());
        }
    }
}
