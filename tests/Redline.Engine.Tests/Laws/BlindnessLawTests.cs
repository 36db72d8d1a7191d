using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;
using Redline.Engine.Sources;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Laws;

public sealed class BlindnessLawTests
{
    // What an operator changes, and a queue that is no more, ends what is open whether it is seen or not; by itself nothing does.
    // People are told of an open alert also while its queue is not seen: it triggered, and nobody knows that it is over.
    [Fact]
    public void Nothing_InAnyStory_OpensOrResolvesWhileItsQueueIsNotSeen() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var before = new HashSet<(string, string?)>();
            story.Run((engine, events) =>
            {
                var unseen = engine.Engine.Scopes.Where(s => !s.Confirmed).Select(s => (s.Queue.Id, s.MediaType)).ToHashSet();
                var touched = events.OfType<StreamDefined>().Select(d => d.Definition.Id)
                    .Concat(events.OfType<StreamDeleted>().Select(d => d.StreamId)).ToHashSet(StringComparer.Ordinal);
                foreach (var e in events.OfType<FingerprintEvent>())
                {
                    var scope = (e.Fingerprint.QueueId, e.Fingerprint.MediaType);
                    if (e.IsOfTelling || e is AlertAcknowledged or AcknowledgementWithdrawn || touched.Contains(e.Fingerprint.StreamId)) continue;
                    if (events.Any(n => n is QueueSetDefined or ParameterDefined)) continue;
                    if (events.Any(g => g is QueueGone gone && gone.QueueId == e.Fingerprint.QueueId)) continue;
                    Assert.False(before.Contains(scope) && unseen.Contains(scope), $"decided unseen: {e}");
                }

                before = unseen;
            });
        },
        count: 200, shrink: Story.Shrink);

    [Fact]
    public void Blindness_InAnyStory_IsToldOncePerSourceAndCauseAndTakenBackOnce() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var told = new HashSet<(string, BlindCause)>();
            story.Run((engine, events) =>
            {
                foreach (var e in events.OfType<SourceEvent>())
                {
                    var key = (e.SourceId, e.Cause);
                    if (e is SourceBlinded) Assert.True(told.Add(key), $"told twice: {e}");
                    if (e is BlindnessChanged) Assert.Contains(key, told);
                    if (e is SourceRecovered) Assert.True(told.Remove(key), $"not told: {e}");
                }

                Assert.Equal(told.Order(), engine.Engine.Durable.Sources.Blind.Select(b => (b.SourceId, b.Cause)).Order());
            });
        },
        count: 200, shrink: Story.Shrink);

    // Queues that a stream reads and that are blind are told of, at the latest when what joined is told together.
    [Fact]
    public void Queues_InAnyStory_AreBlindExactlyWhenThatIsTold() => Law.Holds(
        Story.Any,
        story =>
        {
            JournaledEngine? last = null;
            story.Run((engine, _) => last = engine);

            // Once all that is not heard of for 90 s is silent, and that is told.
            for (var i = 0; i < 3; i++) last!.Run(last.Pass.Now.Plus(100_000));
            var told = last!.Engine.Durable.Sources.Blind;
            foreach (var queue in last.Engine.Scopes.Select(s => s.Queue).Distinct().Where(q => q.IsRead))
                Assert.Equal(
                    queue.IsBlind,
                    told.Any(b => b.SourceId == queue.SourceId && (b.IsWhole || b.QueueIds.Contains(queue.Id))));
        },
        count: 100, shrink: Story.Shrink);
}
