using Redline.Delivery.People;
using Redline.Engine;

namespace Redline.Delivery.Tests.People;

public sealed class PresenceDirectoryTests
{
    private readonly PresenceDirectory _directory = new();

    [Fact]
    public void Put_WhenSomethingIsNotSaid_KeepsWhatWasKnown()
    {
        _directory.Put(new("u1", "ON_QUEUE", "IDLE", new Instant(5), false, ["q1"], new Instant(10)));
        _directory.Put(new("U1", null, "INTERACTING", new Instant(20), true, null, new Instant(21)));
        var known = _directory.Find("u1")!;
        Assert.Equal(("ON_QUEUE", "INTERACTING", new Instant(20), true, new Instant(21)), (known.Presence, known.RoutingStatus, known.RoutingStatusSince!.Value, known.IsOutOfOffice, known.HeardAt));
        Assert.Equal(["q1"], known.JoinedQueues);
        Assert.Equal(1, _directory.Count);
    }

    [Fact]
    public void Find_WhenNothingWasHeard_FindsNothing() => Assert.Null(_directory.Find("u2"));
}
