using Redline.Engine;
using Redline.Engine.Audiences;
using Redline.Engine.Messages;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>Messages through the loop: who asks learns the number, and it expires by the clock.</summary>
public sealed class EngineLoopMessageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decide_WhenSeveralAskAtOnce_GivesEachTheirOwnEvents()
    {
        await using var rig = await LoopRig.StartAsync();
        var released = rig.Journal.Hold();
        var asked = Enumerable.Range(1, 20).Select(i => rig.Loop.DecideAsync(Message($"title {i}"), Cancellation)).ToArray();
        await rig.Journal.SubmittedAsync();
        Assert.DoesNotContain(asked, a => a.IsCompleted);
        released.SetResult();

        for (var i = 0; i < asked.Length; i++)
        {
            var sent = Assert.IsType<MessageSent>(Assert.Single((await asked[i]).Events));
            Assert.Equal((i + 1, $"title {i + 1}"), (sent.Number, sent.Title));
        }
    }

    [Fact]
    public async Task Decide_WhenNothingChanges_GivesNoEvents()
    {
        await using var rig = await LoopRig.StartAsync();

        Assert.Empty((await rig.Loop.DecideAsync(new DeleteStream("none"), Cancellation)).Events);
    }

    [Fact]
    public async Task Decide_WhenTheBoundIsReached_IsRefused()
    {
        await using var rig = await LoopRig.StartAsync(limits: new EngineLimits { MaxOpenMessages = 1 });
        await rig.Loop.DecideAsync(Message("a"), Cancellation);

        var refusal = await Assert.ThrowsAsync<EngineLimitException>(() => rig.Loop.DecideAsync(Message("b"), Cancellation));

        Assert.Equal("message.limit", refusal.Code);
    }

    [Fact]
    public async Task Message_WhenItsTimeIsOver_ExpiresByTheClockAlone()
    {
        await using var rig = await LoopRig.StartAsync();
        var expiresAt = rig.Now.Plus(400);
        await rig.Loop.DecideAsync(Message("a", 400), Cancellation);
        await rig.Listener.CommittedAsync();

        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(400));

        var expired = Assert.IsType<MessageExpired>(Assert.Single((await rig.Listener.CommittedAsync()).Events).Event);
        Assert.Equal((expiresAt, expiresAt, 1), (expired.At, expired.DecidedAt, expired.Number));
    }

    private static SendMessage Message(string title, long life = 60_000) =>
        new(Audience.All, MessageSeverity.Information, title, "x", null, life, "key:crm");
}
