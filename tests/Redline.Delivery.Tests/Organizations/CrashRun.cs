using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Codecs;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>
/// A script sent to a loop, one action after the other, each only when everything before it is committed and told. Cut
/// dead after a number of batches, it begins again over the same database as a server does that was killed: with the
/// operator's streams, the source's current values, and what is left of the script.
/// </summary>
internal sealed class CrashRun : IAsyncDisposable
{
    private readonly CrashScript _script;
    private readonly LoopRig _rig;
    private TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<QueueValues> _values = [];
    private int _next;

    private CrashRun(CrashScript script, LoopRig rig) => (_script, _rig) = (script, rig);

    /// <summary>The entries committed before the cut: these and no others must be there again.</summary>
    public int EntriesBeforeTheCut { get; private set; }

    public IReadOnlyList<QueueValues> Values => _values;

    public LoopRig Rig => _rig;

    public int Batches => _rig.Journal.Batches.Count;

    public static async Task<CrashRun> StartAsync(int seed)
    {
        var rig = await LoopRig.StartAsync(new EngineLoopOptions
        {
            EntriesPerSnapshot = 15,
            CheckpointInterval = TimeSpan.FromSeconds(10),
            ViewInterval = TimeSpan.FromMinutes(1),
        });
        return new CrashRun(new CrashScript(seed, rig.Now), rig);
    }

    /// <summary>Runs to the end; returns the open alerts.</summary>
    public async Task<IEnumerable<string>> FinishAsync()
    {
        Assert.False(await RunAsync());
        var state = StateCodec.Decode(_rig.Listener.State);
        return [.. state.OpenAlerts.Select(a => $"{a.Fingerprint} {a.Severity}").Order(StringComparer.Ordinal)];
    }

    /// <summary>Runs until a number of batches is committed and the next is on its way, which is lost.</summary>
    public async Task CutAfterAsync(int batches)
    {
        _rig.Journal.BeforeCommit = number =>
        {
            if (number <= batches) return Task.CompletedTask;
            _cut.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, _rig.Wall, TestContext.Current.CancellationToken);
        };
        Assert.True(await RunAsync(), $"the script has no batch after {batches}");
        EntriesBeforeTheCut = _rig.Journal.Batches.Take(batches).Sum(b => b.Entries.Count);
    }

    /// <summary>
    /// Starts over the same database, some steps of the script later; returns the state that was told first. What was
    /// to be sent at the instant of the start is part of what the source then knows.
    /// </summary>
    public async Task<DurableState> RestartAsync(int stepsLater)
    {
        await _rig.OpenAfterCutAsync();
        _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _rig.Wall.Advance(stepsLater * CrashScript.Step);
        for (var steps = stepsLater; _next < 2 * CrashScript.Steps && (steps > 0 || _next % 2 == 1); _next++)
        {
            if (_next % 2 == 0) steps--;
            else _values = _script.ValuesAfter(_next / 2);
        }

        return StateCodec.Decode(await _rig.StartAsync());
    }

    /// <summary>The source says all it knows now.</summary>
    public async Task ResendAsync()
    {
        await _rig.DefineAsync([.. CrashScript.Streams]);
        await _rig.ObserveAsync([.. _values.SelectMany(Observe)]);
        await _rig.SettleAsync();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    // Even actions move time by a step, odd ones send what has changed; then nothing changes until all is settled.
    private async Task<bool> RunAsync()
    {
        foreach (var stream in CrashScript.Streams)
            if (await IsCutAsync(_rig.DefineAsync(stream)))
                return true;
        while (_next < 2 * CrashScript.Steps)
        {
            var (step, isChange) = (_next / 2, _next % 2 == 1);
            _next++;
            if (isChange) await SendAsync(step);
            else _rig.Wall.Advance(CrashScript.Step);
            if (await IsCutAsync(_rig.SettleAsync())) return true;
        }

        for (var i = 0; i < CrashScript.StepsUntilSettled; i++)
        {
            _rig.Wall.Advance(CrashScript.Step);
            if (await IsCutAsync(_rig.SettleAsync())) return true;
        }

        return false;
    }

    private async Task SendAsync(int step)
    {
        _values = _script.ValuesAfter(step);
        var changes = _script.ChangesAt(step).SelectMany(Observe).ToArray();
        if (changes.Length > 0) await _rig.ObserveAsync(changes);
    }

    private async Task<bool> IsCutAsync(Task done)
    {
        var isCut = await Task.WhenAny(done, _cut.Task) != done;
        if (!isCut) await done;
        return isCut;
    }

    private IEnumerable<Redline.Engine.Queues.Observation> Observe(QueueValues queue) =>
        [_rig.Waiting(queue.QueueId, queue.OldestSince, queue.Waiting), _rig.Agents(queue.QueueId, queue.Agents)];
}
