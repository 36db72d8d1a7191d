using Redline.Engine.Queues;
using Redline.Engine.Schedules;
using Redline.Engine.Sources;
using Redline.Engine.Streams;

namespace Redline.Engine.Tests.Laws;

/// <summary>
/// The next wake-up computed anew from both states: every stream bound again to every scope, as if nothing had ever been
/// scheduled. After a pass nothing up to now is undecided.
/// </summary>
internal sealed class WakeupFromScratch
{
    private readonly StreamBinder _binder = new(new ScheduleCache());

    public Instant Of(AlertEngine engine, Instant now)
    {
        var next = Instant.Never;
        foreach (var stream in engine.Durable.Streams.Values)
        {
            foreach (var scope in engine.Scopes)
            {
                // One whose filter folds to false is bound as long as something of it was open when it was.
                var state = engine.Durable.Find(new(stream.Definition.Id, scope.Queue.Id, scope.MediaType));
                var isBound = scope.Watches.Exists(w => w.Stream == stream.Definition) || state is { IsUnfinished: true };
                if (_binder.Bind(stream.Definition, scope, engine.Durable.References, isBound) is not { } watch) continue;
                watch.State = state;
                watch.DecidedAt = now;
                next = Instant.Min(next, watch.NextDue());
            }
        }

        var (sources, teller) = engine.Hearing;
        foreach (var queue in engine.Scopes.Select(s => s.Queue).Distinct()) next = Instant.Min(next, StaleAt(queue));
        foreach (var source in sources.All)
            foreach (var cause in Enum.GetValues<BlindCause>())
                next = Instant.Min(next, teller.DueOf(source, cause));
        // Minutes complete as long as anything was heard that is counted by them.
        if (engine.Scopes.Any(s => s.Minutes is not null) && engine.CountsMinutes)
            next = Instant.Min(next, new((MinuteCounts.MinuteOf(now) + 1) * MinuteCounts.Minute));
        foreach (var alert in engine.Durable.OpenAlerts.Where(a => !a.IsTold)) next = Instant.Min(next, alert.HeldUntil);
        foreach (var state in engine.Durable.Fingerprints.Values)
            if (state.Flapping is { } flapping && flapping.Until != default)
                next = Instant.Min(next, flapping.Until);
        foreach (var silence in engine.Durable.Silences.Open.Values) next = Instant.Min(next, silence.Until);
        foreach (var message in engine.Durable.Messages.Open.Values) next = Instant.Min(next, message.ExpiresAt);
        foreach (var execution in engine.Durable.Flows.Running.Values) next = Instant.Min(next, execution.Current?.Until ?? Instant.Never);
        return next;
    }

    // Heard of for the last time, by itself or with its whole source; one to be confirmed only by itself.
    private static Instant StaleAt(QueueEntry queue)
    {
        if (queue.Source is not { } source || queue.IsBlind || queue.IsRestarting) return Instant.Never;
        var limits = queue.Media.Prepend(queue.Whole).SelectMany(s => s.Watches).Select(w => w.Stream.StaleAfterMilliseconds).ToArray();
        var heard = queue.Whole.Confirmed ? Instant.Max(queue.HeardAt, source.VouchesUntil) : queue.InLineSince;
        return limits.Length > 0 ? heard.Plus(limits.Min()) : Instant.Never;
    }
}
