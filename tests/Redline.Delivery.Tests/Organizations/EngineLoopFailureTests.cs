using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Streams;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>Failed commits and failing listeners: the loop goes on from what is committed, and says so.</summary>
public sealed class EngineLoopFailureTests
{
    private const int Restarting = 102;
    private static readonly TimeSpan Pause = new EngineLoopOptions().RestartDelay;
    private static readonly byte[] Nothing = StateCodec.Encode(new DurableState());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Commit_WhenTheKthFails_DiscardsItAndGoesOnWithoutHelp(int k)
    {
        await using var rig = await LoopRig.StartAsync();
        rig.Journal.BeforeCommit = number => number == k ? Task.FromException(DiskFull()) : Task.CompletedTask;
        for (var i = 1; i < k; i++) await rig.DefineAsync(Stream(i));
        var before = rig.Listener.State;

        var failure = await Assert.ThrowsAsync<JournalWriteException>(() => rig.DefineAsync(Stream(k)));
        Assert.Equal(JournalErrorCode.Full, failure.Code);
        await rig.Log.NextAsync(Restarting);
        Assert.Equal(JournalErrorCode.Full, rig.Loop.Fault);
        Assert.Equal(before, rig.Listener.State);
        var next = rig.DefineAsync(Stream(k));

        await rig.AdvanceAsync(Pause);
        Assert.Equal(before, await rig.Listener.RestoredAsync());
        await next;
        Assert.Null(rig.Loop.Fault);
        for (var i = k + 1; i <= 4; i++) await rig.DefineAsync(Stream(i));
        Assert.Equal([1L, 2, 3, 4], rig.Listener.Heard.Select(b => b.FirstOffset));
        Assert.Equal(await rig.CommittedStateAsync(), rig.Listener.State);
    }

    [Fact]
    public async Task Commit_WhenItFailsWithOthersBehindIt_FailsThemAllAndTellsNone()
    {
        await using var rig = await LoopRig.StartAsync();
        var verdict = rig.Journal.Hold();
        var asks = new List<Task<JournalCommit>>();
        EngineInput[] inputs = [Define(1), Define(2), new DeleteStream("s1"), new DeleteStream("s1"), Define(3)];
        foreach (var input in inputs)
        {
            asks.Add(rig.Loop.AskAsync(input, Cancellation));
            if (asks.Count != 4) await rig.Journal.SubmittedAsync(); // the fourth decides nothing
        }

        rig.Journal.BeforeCommit = _ => Task.CompletedTask;
        verdict.SetException(DiskFull());
        foreach (var ask in asks) await Assert.ThrowsAsync<JournalWriteException>(() => ask);
        await rig.Log.NextAsync(Restarting);
        await rig.AdvanceAsync(Pause);
        Assert.Equal(Nothing, await rig.Listener.RestoredAsync());
        await rig.DefineAsync(Stream(7));
        Assert.Equal(1, Assert.Single(rig.Listener.Heard).FirstOffset);
    }

    [Fact]
    public async Task Commit_WhenItFails_WhatIsInTheInboxIsTakenByTheNextLife()
    {
        await using var rig = await LoopRig.StartAsync();
        rig.Journal.BeforeCommit = number => number == 1 ? Task.FromException(DiskFull()) : Task.CompletedTask;
        await Assert.ThrowsAsync<JournalWriteException>(() => rig.DefineAsync(Stream(1)));
        await rig.Log.NextAsync(Restarting);
        var asked = rig.DefineAsync(Stream(2));
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-400_000)));

        await rig.AdvanceAsync(Pause - TimeSpan.FromTicks(1));
        Assert.False(asked.IsCompleted);
        await rig.AdvanceAsync(TimeSpan.FromTicks(1));
        await asked;
        await rig.SettleAsync();
        Assert.IsType<AlertTriggered>(rig.Listener.Events[^1]);
    }

    [Fact]
    public async Task Commit_WhenATriggerFails_IsDecidedAgainFromTheNextObservationWithTheSameNumber()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        var since = rig.Now.Plus(-400_000);
        rig.Journal.BeforeCommit = number => number == 2 ? Task.FromException(DiskFull()) : Task.CompletedTask;
        await rig.ObserveAsync(rig.Waiting("billing", since));
        await rig.Log.NextAsync(Restarting);
        await rig.AdvanceAsync(Pause);
        await rig.Listener.RestoredAsync();

        await rig.ObserveAsync(rig.Waiting("billing", since));
        await rig.SettleAsync();
        var triggered = Assert.Single(rig.Listener.Events.OfType<AlertTriggered>());
        Assert.Equal(1, triggered.Number);
        Assert.Equal(await rig.CommittedStateAsync(), rig.Listener.State);
    }

    [Fact]
    public async Task Commit_WhenItFailsAgainAndAgain_WaitsLongerUpToThirtySecondsAndBrieflyAfterASuccess()
    {
        await using var rig = await LoopRig.StartAsync();
        rig.Journal.BeforeCommit = _ => Task.FromException(DiskFull());
        double[] expected = [.1, .2, .4, .8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30];
        foreach (var seconds in expected)
        {
            await Assert.ThrowsAsync<JournalWriteException>(() => rig.DefineAsync(Stream(1)));
            var pause = Assert.IsType<TimeSpan>((await rig.Log.NextAsync(Restarting)).Values["Pause"]);
            Assert.Equal(TimeSpan.FromSeconds(seconds), pause);
            await rig.AdvanceAsync(pause);
            await rig.Listener.RestoredAsync();
        }

        rig.Journal.BeforeCommit = _ => Task.CompletedTask;
        await rig.DefineAsync(Stream(1));
        rig.Journal.BeforeCommit = _ => Task.FromException(DiskFull());
        await Assert.ThrowsAsync<JournalWriteException>(() => rig.DefineAsync(Stream(2)));
        Assert.Equal(Pause, (await rig.Log.NextAsync(Restarting)).Values["Pause"]);
    }

    [Fact]
    public async Task Restart_WhenTheJournalCannotBeReadForAWhile_TriesAgain()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(Stream(1));
        rig.Journal.BeforeCommit = number => number == 2 ? Task.FromException(DiskFull()) : Task.CompletedTask;
        rig.Journal.OnRead = () => throw new JournalUnavailableException(JournalErrorCode.ReadFailed, "Not just now.");
        await Assert.ThrowsAsync<JournalWriteException>(() => rig.DefineAsync(Stream(2)));
        await rig.Log.NextAsync(Restarting);
        await rig.AdvanceAsync(Pause);
        Assert.IsType<JournalUnavailableException>((await rig.Log.NextAsync(Restarting)).Exception);
        Assert.NotNull(rig.Loop.Fault);

        rig.Journal.OnRead = () => { };
        await rig.AdvanceAsync(Pause * 2);
        Assert.Equal(await rig.CommittedStateAsync(), await rig.Listener.RestoredAsync());
    }

    [Fact]
    public async Task Restart_WhenTheJournalIsDamaged_StopsAndRefusesWhatIsSent()
    {
        await using var rig = await LoopRig.StartAsync();
        rig.Journal.BeforeCommit = _ => Task.FromException(DiskFull());
        rig.Journal.OnRead = () => throw new JournalCorruptException(LoopRig.Organization, 1, "a test said so");
        await Assert.ThrowsAsync<JournalWriteException>(() => rig.DefineAsync(Stream(1)));
        await rig.Log.NextAsync(Restarting);
        var waiting = rig.DefineAsync(Stream(2));
        await rig.AdvanceAsync(Pause);
        await Assert.ThrowsAsync<JournalCorruptException>(() => waiting);
        Assert.Equal(JournalErrorCode.Corrupt, rig.Loop.Fault);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => rig.DefineAsync(Stream(3)));
    }

    [Fact]
    public async Task Listener_WhenItFailsOnABatch_IsToldTheCommittedStateAnew()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(Stream(1));
        var check = rig.Listener.OnBatch;
        rig.Listener.OnBatch = _ => throw new InvalidOperationException("A listener's mistake.");
        var asked = rig.Loop.AskAsync(Define(2), Cancellation);
        Assert.Equal("A listener's mistake.", (await rig.Log.NextAsync(Restarting)).Exception!.Message);
        Assert.Equal("loop.failed", rig.Loop.Fault);
        rig.Listener.OnBatch = check;

        // It is committed: whoever asked must not be told to ask again.
        Assert.Equal(new JournalCommit(2, 2), await asked);
        await rig.AdvanceAsync(Pause);
        Assert.Equal(await rig.CommittedStateAsync(), await rig.Listener.RestoredAsync());
        await rig.DefineAsync(Stream(3));
        Assert.Equal([1L, 3], rig.Listener.Heard.Select(b => b.FirstOffset));
        Assert.Equal(await rig.CommittedStateAsync(), rig.Listener.State);
    }

    [Fact]
    public async Task Listener_WhenItFailsOnAState_IsToldItAgain()
    {
        await using var rig = await LoopRig.OpenAsync();
        rig.Listener.OnState = () => throw new InvalidOperationException("A listener's mistake.");
        await rig.Loop.StartAsync();
        await rig.Log.NextAsync(Restarting);
        rig.Listener.OnState = () => { };
        await rig.AdvanceAsync(Pause);
        Assert.Equal(Nothing, await rig.Listener.RestoredAsync());
        await rig.DefineAsync(Stream(1));
        Assert.Single(rig.Listener.Heard);
    }

    [Fact]
    public async Task Dispose_WhenTheLastCommitFails_TellsTheAskersAndEnds()
    {
        await using var rig = await LoopRig.StartAsync();
        var verdict = rig.Journal.Hold();
        var asked = rig.DefineAsync(Stream(1));
        await rig.Journal.SubmittedAsync();
        var disposed = rig.Loop.DisposeAsync();
        verdict.SetException(DiskFull());
        await Assert.ThrowsAsync<JournalWriteException>(() => asked);
        await disposed;
        Assert.Empty(rig.Listener.Heard);
    }

    [Fact]
    public async Task Dispose_WhileItWaitsToRestart_TakesWhatWaitsWithoutThePause()
    {
        await using var rig = await LoopRig.StartAsync();
        rig.Journal.BeforeCommit = number => number == 1 ? Task.FromException(DiskFull()) : Task.CompletedTask;
        await Assert.ThrowsAsync<JournalWriteException>(() => rig.DefineAsync(Stream(1)));
        await rig.Log.NextAsync(Restarting);
        var waiting = rig.Loop.AskAsync(Define(2), Cancellation);
        await rig.Loop.DisposeAsync();
        Assert.Equal(new JournalCommit(1, 1), await waiting);
        Assert.Equal(await rig.CommittedStateAsync(), rig.Listener.State);
    }

    private static StreamDefinition Stream(int number) => SomeStream.Wait($"s{number}", 300);

    private static DefineStream Define(int number) => new(Stream(number));

    private static JournalWriteException DiskFull() => new(JournalErrorCode.Full, "The disk is full.");
}
