using Redline.Engine.Streams;

namespace Redline.Engine.Tests.Laws;

/// <summary>
/// The next wake-up computed anew from both states: every stream bound again to every scope, as if nothing had ever been
/// scheduled. After a pass nothing up to now is undecided.
/// </summary>
internal sealed class WakeupFromScratch
{
    private readonly StreamBinder _binder = new();

    public Instant Of(AlertEngine engine, Instant now)
    {
        var next = Instant.Never;
        foreach (var stream in engine.Durable.Streams.Values)
        {
            foreach (var scope in engine.Scopes)
            {
                if (_binder.Bind(stream.Definition, scope, unfinished: true) is not { } watch) continue;
                watch.State = engine.Durable.Find(watch.Fingerprint);
                watch.DecidedAt = now;
                next = Instant.Min(next, watch.NextDue());
            }
        }

        foreach (var message in engine.Durable.Messages.Open.Values) next = Instant.Min(next, message.ExpiresAt);
        return next;
    }
}
