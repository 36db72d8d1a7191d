using Redline.GenesysCloud.Channels;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Tests.Channels;

public sealed class ChannelPlannerTests
{
    private readonly QueueTable _queues = new();
    private readonly ChannelPlanner _planner = new(maxChannels: 3, topicsPerChannel: 4);

    [Fact]
    public void Plan_KeepsTheTopicsOfAQueueTogether()
    {
        var (plans, unplaced) = _planner.Plan([Wanted("a", QueueInterest.Activity), Wanted("b", QueueInterest.Everything), Wanted("c", QueueInterest.Everything)], []);
        Assert.Equal([3, 2], plans.Select(p => p.Topics.Count));
        Assert.Empty(unplaced);
    }

    [Fact]
    public void Plan_WhenQueuesComeAndGo_LeavesTheOthersWhereTheyAre()
    {
        _planner.Plan([Wanted("a", QueueInterest.Everything), Wanted("b", QueueInterest.Everything), Wanted("c", QueueInterest.Everything)], []);
        var (plans, _) = _planner.Plan([Wanted("c", QueueInterest.Everything), Wanted("d", QueueInterest.Everything)], ["u"]);
        Assert.Equal(["c"], plans[1].Queues.Select(q => q.Id));
        Assert.Equal(["d"], plans[0].Queues.Select(q => q.Id));
        Assert.Equal(["v2.analytics.queues.d.activity", "v2.analytics.queues.d.observations", "v2.users.u.activity"], plans[0].Topics);
    }

    [Fact]
    public void Plan_WhenAQueueNeedsMoreThanItsChannelHolds_Moves()
    {
        _planner.Plan([Wanted("a", QueueInterest.Activity), Wanted("b", QueueInterest.Everything), Wanted("c", QueueInterest.Activity)], []);
        var (plans, _) = _planner.Plan([Wanted("a", QueueInterest.Everything), Wanted("b", QueueInterest.Everything), Wanted("c", QueueInterest.Everything)], []);
        Assert.All(plans, p => Assert.True(p.Topics.Count <= 4));
        Assert.Equal(["a", "b", "c"], plans.SelectMany(p => p.Queues).Select(q => q.Id).Order());
    }

    [Fact]
    public void Plan_WhenThereIsNoRoom_SaysWhichQueuesHaveNone()
    {
        var wanted = Enumerable.Range(0, 7).Select(i => Wanted($"q{i}", QueueInterest.Everything)).ToArray();
        var (plans, unplaced) = _planner.Plan(wanted, []);
        Assert.Equal(12, plans.Sum(p => p.Topics.Count));
        Assert.Equal(["q6"], unplaced.Select(q => q.Id));
    }

    private (QueueTrack Queue, QueueInterest Interest) Wanted(string id, QueueInterest interest) => (_queues.Find(id) ?? _queues.Add(id, null, null), interest);
}
