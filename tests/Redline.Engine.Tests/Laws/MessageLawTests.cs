using Redline.Engine.Messages;

namespace Redline.Engine.Tests.Laws;

public sealed class MessageLawTests
{
    [Fact]
    public void Message_InAnyStory_ExpiresExactlyOnceAtItsInstant() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var open = new SortedDictionary<long, Instant>();
            var last = 0L;
            story.Run((engine, events) =>
            {
                foreach (var e in events)
                {
                    if (e is MessageSent sent)
                    {
                        Assert.Equal(++last, sent.Number);
                        open.Add(sent.Number, sent.ExpiresAt);
                    }
                    else if (e is MessageExpired expired)
                    {
                        Assert.True(open.Remove(expired.Number, out var expiresAt) && expiresAt == expired.At, $"not due: {expired}");
                    }
                }

                Assert.Equal(open.Keys, engine.Engine.Durable.Messages.Open.Keys);
                Assert.DoesNotContain(open.Values, expiresAt => expiresAt <= engine.Pass.Now);
            });
        },
        count: 100, shrink: Story.Shrink);
}
