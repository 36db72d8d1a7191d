using Redline.Engine.Alerts;
using Redline.Engine.Schedules;
using Redline.Engine.Streams;

namespace Redline.Engine.Tests.Laws;

public sealed class BindingLawTests
{
    // Streams are bound to the queues their ids name without a look at the others: what comes of it is what binding every
    // stream to every scope gives.
    [Fact]
    public void Watches_AfterEveryPassOfAnyStory_AreThoseOfBindingEverything() => Law.Holds(
        Story.WithRestarts,
        story => story.Run((engine, _) =>
        {
            var binder = new StreamBinder(new ScheduleCache());
            var (durable, scopes) = (engine.Engine.Durable, engine.Engine.Scopes.ToArray());
            var everything =
                from stream in durable.Streams.Values
                from scope in scopes
                let fingerprint = new Fingerprint(stream.Definition.Id, scope.Queue.Id, scope.MediaType)
                // One whose filter folds to false stays bound from when something of it was open; that is not told by the state.
                let isBound = scope.Watches.Exists(w => w.Stream == stream.Definition) || durable.Find(fingerprint) is { IsUnfinished: true }
                where binder.Bind(stream.Definition, scope, durable.References, isBound) is not null
                select fingerprint;
            Assert.Equal(everything.Order(), scopes.SelectMany(s => s.Watches).Select(w => w.Fingerprint).Order());
        }),
        count: 300, shrink: Story.Shrink);

    // What can look at a queue at all is among the candidates of its id.
    [Fact]
    public void Candidates_OfAnyStream_LeaveNoQueueOut() => Law.Holds(
        Story.Any,
        story => story.Run((engine, _) =>
        {
            var durable = engine.Engine.Durable;
            foreach (var stream in durable.Streams.Values)
            {
                if (StreamCandidates.QueuesOf(stream.Definition, durable.References) is not { } queues) continue;
                foreach (var scope in engine.Engine.Scopes.Where(s => !queues.Contains(s.Queue.Id)))
                    Assert.Null(new StreamBinder(new ScheduleCache()).Bind(stream.Definition, scope, durable.References));
            }
        }),
        count: 200, shrink: Story.Shrink);
}
