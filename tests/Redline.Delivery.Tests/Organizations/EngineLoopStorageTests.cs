using System.Text;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Codecs;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>What the loop writes beside entries, when, and how it begins from it.</summary>
public sealed class EngineLoopStorageTests
{
    private const int Started = 100;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly EngineLoopOptions SnapshotOften = new() { EntriesPerSnapshot = 10 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checkpoints_WhenValuesChange_AreWrittenOncePerIntervalForThoseThatChanged()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now), rig.Waiting("sales", null));
        await rig.SettleAsync();
        await rig.AdvanceAsync(Second - TimeSpan.FromTicks(1));
        await rig.SettleAsync();
        Assert.Empty(rig.Journal.Batches);
        await TickAsync(rig, TimeSpan.FromTicks(1));
        Assert.Equal(["billing", "sales"], Written(rig).Order());

        foreach (var tenth in Enumerable.Range(1, 9))
        {
            await TickAsync(rig, Second / 10);
            await rig.ObserveAsync(rig.Waiting("sales", rig.Now, count: tenth));
            await rig.SettleAsync();
        }

        Assert.Single(rig.Journal.Batches);
        await TickAsync(rig, Second / 10);
        Assert.Equal(["sales"], Written(rig));
        await TickAsync(rig, 5 * Second);
        Assert.Equal(2, rig.Journal.Batches.Count);
    }

    [Fact]
    public async Task Checkpoints_WhenThereAreMany_AreWrittenInSlicesAndWhatIsDecidedMeanwhileComesBetween()
    {
        await using var rig = await LoopRig.StartAsync(new() { CheckpointsPerCommit = 16 });
        await rig.ObserveAsync([.. Enumerable.Range(0, 40).Select(i => rig.Waiting($"q{i}", rig.Now))]);
        await rig.SettleAsync();
        var committed = rig.Journal.Hold();
        await rig.AdvanceAsync(Second);
        var slices = new List<JournalBatch> { await rig.Journal.SubmittedAsync() };

        var defining = rig.DefineAsync(SomeStream.Wait("w", 60));
        var decided = await rig.Journal.SubmittedAsync();
        committed.SetResult();
        await defining;
        slices.Add(await rig.Journal.SubmittedAsync());
        slices.Add(await rig.Journal.SubmittedAsync());

        Assert.Equal((1, 0), (decided.Entries.Count, decided.Checkpoints.Count));
        Assert.Equal([16, 16, 8], slices.Select(b => b.Checkpoints.Count));
        Assert.Equal(40, slices.SelectMany(b => b.Checkpoints).Select(c => c.QueueId).Distinct().Count());
    }

    [Fact]
    public async Task Checkpoints_WhenTheLoopStopsBetweenSlices_AreAllWritten()
    {
        await using var rig = await LoopRig.StartAsync(new() { CheckpointsPerCommit = 16 });
        await rig.ObserveAsync([.. Enumerable.Range(0, 40).Select(i => rig.Waiting($"q{i}", rig.Now))]);
        await rig.SettleAsync();
        var committed = rig.Journal.Hold();
        await rig.AdvanceAsync(Second);
        await rig.Journal.SubmittedAsync();

        var stopping = rig.Loop.DisposeAsync();
        committed.SetResult();
        await stopping;

        Assert.Equal(40, (await rig.Journal.ReadCheckpointsAsync(LoopRig.Organization, Cancellation)).Count);
    }

    [Fact]
    public async Task Checkpoints_WhenReadBack_CarryTheLastValuesWithTheirInstants()
    {
        await using var rig = await LoopRig.StartAsync();
        var observedAt = rig.Now;
        await rig.ObserveAsync(rig.Waiting("billing", observedAt.Plus(-7_000), count: 2), rig.Agents("billing", 4));
        await rig.SettleAsync();
        await rig.Loop.DisposeAsync();

        var rows = await rig.Journal.ReadCheckpointsAsync(LoopRig.Organization, Cancellation);
        var kept = rows.Select(r => StateCodec.DecodeCheckpoint(r.Body.Span)).OrderBy(c => c.MediaType).ToArray();
        Assert.Equal([null, "voice"], kept.Select(c => c.MediaType));
        Assert.Equal(
            ["AgentsOnQueue 4", $"WaitTimeSeconds {observedAt.Plus(-7_000).Milliseconds}", "WaitingCount 2"],
            kept.SelectMany(c => c.Metrics).Select(m => $"{m.Metric} {m.Stored}"));
        Assert.All(kept.SelectMany(c => c.Metrics), m => Assert.Equal(observedAt, m.At));
    }

    [Fact]
    public async Task Snapshots_WhenEntriesAdd_AreWrittenAtTheBoundAndAtTheEndAndTwoAreKept()
    {
        await using var rig = await LoopRig.StartAsync(SnapshotOften);
        for (var i = 1; i <= 23; i++) await rig.DefineAsync(SomeStream.Wait($"s{i}", 300));
        Assert.Equal([10L, 20], SnapshotOffsets(rig));
        var last = rig.Listener.State;
        await rig.Loop.DisposeAsync();
        Assert.Equal([10L, 20, 23], SnapshotOffsets(rig));

        var reading = await rig.Journal.ReadSnapshotAsync(LoopRig.Organization, cancellationToken: Cancellation);
        var newest = reading.Snapshot!;
        Assert.Equal((23L, StateCodec.Format), (newest.Offset, newest.Format));
        Assert.Equal(last, newest.Body.ToArray());
        var older = await rig.Journal.ReadSnapshotAsync(LoopRig.Organization, 23, Cancellation);
        Assert.Equal(20, older.Snapshot!.Offset);
        Assert.Null((await rig.Journal.ReadSnapshotAsync(LoopRig.Organization, 20, Cancellation)).Snapshot);
    }

    [Fact]
    public async Task Snapshots_WhenNothingWasDecidedSince_AreNotWrittenAgain()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        await rig.ReopenAsync();
        await rig.StartAsync();
        await rig.SettleAsync();
        await rig.Loop.DisposeAsync();
        Assert.Empty(rig.Journal.Batches);
    }

    [Theory]
    [InlineData(9, 9)]
    [InlineData(10, 0)]
    [InlineData(13, 3)]
    [InlineData(27, 7)]
    public async Task Start_WhenCutOff_GoesOnFromTheSnapshotAndTheEntriesAfterIt(int entries, long replayed)
    {
        await using var rig = await LoopRig.StartAsync(SnapshotOften);
        for (var i = 1; i <= entries; i++) await rig.DefineAsync(SomeStream.Wait($"s{i}", 300));
        var before = rig.Listener.State;
        await rig.OpenAfterCutAsync();

        Assert.Equal(before, await rig.StartAsync());
        Assert.Equal(before, await rig.CommittedStateAsync());
        Assert.Equal(replayed, (await rig.Log.NextAsync(Started)).Values["Replayed"]);
        var next = await rig.Loop.AskAsync(new DefineStream(SomeStream.Wait("next", 300)), Cancellation);
        Assert.Equal(entries + 1, next.FirstOffset);
    }

    [Fact]
    public async Task Start_WhenReplayedEntriesFillTheBound_CountThemForTheNextSnapshot()
    {
        await using var rig = await LoopRig.StartAsync(SnapshotOften);
        for (var i = 1; i <= 8; i++) await rig.DefineAsync(SomeStream.Wait($"s{i}", 300));
        await rig.OpenAfterCutAsync();
        await rig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("s9", 300), SomeStream.Wait("s10", 300));
        Assert.Equal([10L], SnapshotOffsets(rig));
    }

    [Fact]
    public async Task Start_WhenTheNewestSnapshotCannotBeRead_PassesItOverAndLosesNothing()
    {
        await using var rig = await LoopRig.StartAsync(SnapshotOften);
        for (var i = 1; i <= 12; i++) await rig.DefineAsync(SomeStream.Wait($"s{i}", 300));
        var unreadable = new SnapshotToWrite(99, Encoding.UTF8.GetBytes("""{"format":99}"""));
        await rig.Journal.AppendAsync(new JournalBatch(LoopRig.Organization, [], [], unreadable), Cancellation);
        var recovery = await EngineRecovery.ReadAsync(rig.Journal, LoopRig.Organization, Cancellation);
        Assert.Contains("offset 12", Assert.Single(recovery.Warnings), StringComparison.Ordinal);
        Assert.Equal((12L, 2L), (recovery.Offset, recovery.Replayed));
        Assert.Equal(rig.Listener.State, StateCodec.Encode(recovery.State));
    }

    private static async Task TickAsync(LoopRig rig, TimeSpan by)
    {
        await rig.AdvanceAsync(by);
        await rig.SettleAsync();
    }

    private static IEnumerable<string> Written(LoopRig rig) =>
        rig.Journal.Batches[^1].Checkpoints.Select(c => c.QueueId);

    private static IEnumerable<long> SnapshotOffsets(LoopRig rig) =>
        rig.Journal.Batches.Where(b => b.Snapshot is not null).Select(b => b.AfterOffset!.Value + b.Entries.Count);
}
