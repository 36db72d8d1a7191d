using Redline.Engine.Codecs;

namespace Redline.Engine.Tests.Laws;

public sealed class StateLawTests
{
    // JournaledEngine itself compares the replay of the encoded events with the live state after every pass.
    [Fact]
    public void Replay_AfterEveryPassOfAnyStory_EqualsLiveByteForByte() => Law.Holds(
        Story.WithRestarts,
        story => story.Run((engine, _) =>
        {
            var live = StateCodec.Encode(engine.Engine.Durable);
            Assert.Equal(live, StateCodec.Encode(StateCodec.Decode(live)));
        }),
        count: 100, shrink: Story.Shrink);

    [Fact]
    public void EventCodec_ForEveryEventOfAnyStory_GivesTheSameBytesAgain() => Law.Holds(
        Story.Any,
        story => story.Run((_, events) =>
        {
            foreach (var e in events)
            {
                var body = EventCodec.Encode(e);
                Assert.Equal(body, EventCodec.Encode(EventCodec.Decode(EventCodec.KindOf(e), body)));
            }
        }),
        count: 100, shrink: Story.Shrink);

    [Fact]
    public void Decide_ForTheSameStoryTwice_GivesTheSameEvents() => Law.Holds(
        Story.WithRestarts,
        story => Assert.Equal(Told(story), Told(story)),
        count: 100, shrink: Story.Shrink);

    private static List<string> Told(Story story)
    {
        var told = new List<string>();
        story.Run((_, events) => told.AddRange(events.Select(e => System.Text.Encoding.UTF8.GetString(EventCodec.Encode(e)))));
        return told;
    }
}
