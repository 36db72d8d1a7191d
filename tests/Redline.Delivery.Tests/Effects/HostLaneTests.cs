using Redline.Delivery.Effects;
using Redline.TestKit;

namespace Redline.Delivery.Tests.Effects;

public sealed class HostLaneTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Enter_BeyondTheLimit_WaitsUntilACallEnds()
    {
        using var lane = Lane(new() { CallsPerHost = 2 });
        var (first, second, third) = (Enter(lane), Enter(lane), Enter(lane));
        Assert.Equal((true, true, false), (first.IsCompleted, second.IsCompleted, third.IsCompleted));
        lane.Leave(await first, CallVerdict.Good);
        Assert.Equal(TurnKind.Granted, (await third).Kind);
        Assert.Equal((2, 0), (lane.Runs, lane.Waits));
    }

    [Fact]
    public async Task Enter_ManyWait_GoByPriorityThenByOrderOfStart()
    {
        using var lane = Lane(new() { CallsPerHost = 1 });
        var running = await Enter(lane);
        (int Priority, long Order)[] asked = [(3, 5), (1, 9), (5, 1), (1, 2), (3, 4), (2, 7), (1, 3)];
        var turns = asked.ToDictionary(a => Enter(lane, a.Priority, a.Order), a => a);
        var given = new List<(int, long)>();
        while (turns.Count > 0)
        {
            lane.Leave(running, CallVerdict.Good);
            var next = await Task.WhenAny(turns.Keys);
            running = await next;
            given.Add(turns[next]);
            turns.Remove(next);
        }

        Assert.Equal(asked.Order(), given);
    }

    [Fact]
    public async Task Enter_WhenTooManyWait_IsFull()
    {
        using var lane = Lane(new() { CallsPerHost = 1, MaxWaitingPerHost = 2 });
        await Enter(lane);
        _ = Enter(lane);
        _ = Enter(lane);
        Assert.Equal(TurnKind.Full, (await Enter(lane)).Kind);
    }

    [Fact]
    public async Task Enter_GivenUp_LeavesItsPlace()
    {
        using var lane = Lane(new() { CallsPerHost = 1 });
        var running = await Enter(lane);
        using var given = new CancellationTokenSource();
        var waiting = lane.EnterAsync(3, 0, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, lane.Waits);
        lane.Leave(running, CallVerdict.Good);
        Assert.Equal((true, true), lane.Rest);
    }

    [Fact]
    public async Task Circuit_AfterFailuresInARow_OpensAndSendsAwayWhoWaits()
    {
        using var lane = Lane(new() { CallsPerHost = 1, FailuresToOpen = 3 });
        var changes = new List<CircuitState>();
        lane.Changed += (_, state) => changes.Add(state);
        await FailAsync(lane, 2);
        lane.Leave(await Enter(lane), CallVerdict.Good); // the row is broken
        await FailAsync(lane, 2);
        var last = await Enter(lane);
        var waiting = Enter(lane);
        lane.Leave(last, CallVerdict.Bad);
        Assert.Equal(TurnKind.CircuitOpen, (await waiting).Kind);
        Assert.Equal(TurnKind.CircuitOpen, (await Enter(lane)).Kind);
        Assert.Equal([CircuitState.Open], changes);
    }

    [Fact]
    public async Task Circuit_AfterItsTime_LetsOneCallTryAndTheOthersWaitForIt()
    {
        using var lane = Lane(new() { CallsPerHost = 5, FailuresToOpen = 1, OpenTime = TimeSpan.FromSeconds(30) });
        await FailAsync(lane, 1);
        _time.Advance(TimeSpan.FromSeconds(29.999));
        Assert.Equal(TurnKind.CircuitOpen, (await Enter(lane)).Kind);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var probe = await Enter(lane);
        var (second, third) = (Enter(lane), Enter(lane));
        Assert.Equal((CircuitState.HalfOpen, 1, 2), (lane.Circuit, lane.Runs, lane.Waits));
        lane.Leave(probe, CallVerdict.Good);
        Assert.Equal((TurnKind.Granted, TurnKind.Granted), ((await second).Kind, (await third).Kind));
        Assert.Equal(CircuitState.Closed, lane.Circuit);
    }

    [Fact]
    public async Task Circuit_WhenTheTryFails_IsOpenForItsTimeAgain()
    {
        using var lane = Lane(new() { FailuresToOpen = 1, OpenTime = TimeSpan.FromSeconds(30) });
        await FailAsync(lane, 1);
        _time.Advance(TimeSpan.FromSeconds(30));
        var probe = await Enter(lane);
        var waiting = Enter(lane);
        lane.Leave(probe, CallVerdict.Bad);
        Assert.Equal(TurnKind.CircuitOpen, (await waiting).Kind);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(TurnKind.CircuitOpen, (await Enter(lane)).Kind);
    }

    [Fact]
    public async Task Circuit_WhenTheTryIsBrokenOff_TheNextOneTries()
    {
        using var lane = Lane(new() { FailuresToOpen = 1, OpenTime = TimeSpan.FromSeconds(30) });
        await FailAsync(lane, 1);
        _time.Advance(TimeSpan.FromSeconds(30));
        var probe = await Enter(lane);
        var next = Enter(lane);
        lane.Leave(probe, CallVerdict.None);
        lane.Leave(await next, CallVerdict.Good);
        Assert.Equal(CircuitState.Closed, lane.Circuit);
    }

    [Fact]
    public async Task Circuit_CallsFromBeforeItOpened_ChangeNothing()
    {
        using var lane = Lane(new() { FailuresToOpen = 1 });
        var (old, failing) = (await Enter(lane), await Enter(lane));
        lane.Leave(failing, CallVerdict.Bad);
        lane.Leave(old, CallVerdict.Good);
        Assert.Equal(CircuitState.Open, lane.Circuit);
    }

    [Fact]
    public async Task Leave_WithAPause_HoldsUpEverybodyUntilItsEnd()
    {
        using var lane = Lane(new());
        lane.Leave(await Enter(lane), CallVerdict.Good, TimeSpan.FromSeconds(10));
        var (low, high) = (Enter(lane, priority: 5), Enter(lane, priority: 1));
        _time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(low.IsCompleted || high.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((TurnKind.Granted, TurnKind.Granted), ((await high).Kind, (await low).Kind));
    }

    [Fact]
    public async Task Lanes_BeyondTheBound_ForgetWhatIsQuietAndRefuseWhenAllAreBusy()
    {
        using var lanes = new HostLanes(new() { MaxHosts = 2, FailuresToOpen = 1 }, _time, (_, _) => { });
        var (broken, turn) = lanes.Enter("broken:443", 3, 0, TestContext.Current.CancellationToken);
        broken!.Leave(await turn, CallVerdict.Bad);
        var (quiet, other) = lanes.Enter("quiet:443", 3, 0, TestContext.Current.CancellationToken);
        quiet!.Leave(await other, CallVerdict.Good);
        var (busy, _) = lanes.Enter("busy:443", 3, 0, TestContext.Current.CancellationToken);
        Assert.Equal(["broken:443", "busy:443"], lanes.All.Select(l => l.Host).Order());
        Assert.NotNull(lanes.Enter("busy2:443", 3, 0, TestContext.Current.CancellationToken).Lane);
        var (none, full) = lanes.Enter("third:443", 3, 0, TestContext.Current.CancellationToken);
        Assert.Null(none);
        Assert.Equal(TurnKind.Full, (await full).Kind);
        Assert.Equal(1, busy!.Runs);
    }

    private static Task<HostTurn> Enter(HostLane lane, int priority = 3, long order = 0) =>
        lane.EnterAsync(priority, order, TestContext.Current.CancellationToken);

    private static async Task FailAsync(HostLane lane, int times)
    {
        for (var i = 0; i < times; i++) lane.Leave(await Enter(lane), CallVerdict.Bad);
    }

    private HostLane Lane(EffectOptions options) => new("crm.example.com:443", options, _time);
}
