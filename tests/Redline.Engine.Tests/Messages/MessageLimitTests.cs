using Redline.Engine.Audiences;
using Redline.Engine.Messages;
using Redline.Engine.Tests.Laws;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Messages;

public sealed class MessageLimitTests
{
    [Fact]
    public void Send_WhenAsManyAreOpenAsThereMayBe_IsRefusedUntilOneExpires()
    {
        var engine = new JournaledEngine(new EngineLimits { MaxOpenMessages = 2 });
        engine.Run(Story.Beginning, pass =>
        {
            pass.Decide(Message(1_000));
            pass.Decide(Message(9_000));
            Assert.Equal("message.limit", Assert.Throws<EngineLimitException>(() => pass.Decide(Message(1))).Code);
        });

        var events = engine.Run(Story.Beginning.Plus(1_001), pass => Assert.IsType<MessageSent>(Assert.Single(pass.Decide(Message(1_000)))));

        Assert.Equal(["MessageExpired", "MessageSent"], events.Select(e => e.GetType().Name));
        Assert.Equal([2, 3], engine.Engine.Durable.Messages.Open.Keys);
    }

    [Fact]
    public void Evolve_WhenTheMessageIsNotOpen_Refuses() => Assert.Throws<InvalidOperationException>(
        () => new DurableState().Evolve(new MessageExpired(Story.Beginning, Story.Beginning, 1)));

    private static SendMessage Message(long life) => new(Audience.All, MessageSeverity.Critical, "t", "x", null, life, "key:crm");
}
