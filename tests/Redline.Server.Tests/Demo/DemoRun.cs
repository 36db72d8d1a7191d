using Microsoft.Extensions.Logging.Abstractions;
using Redline.Engine;
using Redline.Engine.Streams;
using Redline.Server.Demo;
using Redline.Server.Tests.Identity;
using Redline.TestKit;

namespace Redline.Server.Tests.Demo;

/// <summary>
/// A demo whose time the test moves. A step is shorter than the grace the engine gives a source that shares its clock,
/// and the next one waits until source and engine wait for time again: what comes of it does not depend on the machine.
/// </summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private const int Waiting = 2; // timers: the source's and the engine's

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly FakeTimeProvider _time;
    private readonly DemoSetup _setup;
    private readonly DemoServer _server;

    private DemoRun(FakeTimeProvider time, DemoSetup setup, DemoServer server) =>
        (_time, _setup, _server) = (time, setup, server);

    /// <summary>The simulated instant.</summary>
    public Instant Now => new(_setup.Clock.NowMilliseconds);

    public DemoSetup Setup => _setup;

    /// <summary>Starts a demo in a directory, or lets it go on. Its sockets and tokens run on real time.</summary>
    public static async Task<DemoRun> StartAsync(
        DemoOptions options, IReadOnlyList<StreamDefinition> streams, FakeTimeProvider time)
    {
        Assert.Equal(0, time.ArmedTimerCount);
        var setup = DemoSetup.Prepare(options, time);
        var server = await DemoServer.StartAsync(
            options, setup, streams, TimeProvider.System, NullLoggerProvider.Instance);
        var run = new DemoRun(time, setup, server);
        await run.SettleAsync();
        return run;
    }

    public async Task<TestDesktop> JoinAsync()
    {
        var address = new Uri(_server.Address);
        return await TestDesktop.JoinAsync(address, await SignIn.TokenAsync(address, _setup.People[0].Code));
    }

    /// <summary>Moves time until it is past an instant.</summary>
    public async Task RunUntilAsync(Instant instant)
    {
        while (Now < instant) await StepAsync();
    }

    public Task StepAsync()
    {
        _time.Advance(Step);
        return SettleAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task SettleAsync() => _time.WaitForTimersAsync(Waiting, TestContext.Current.CancellationToken).InTime();
}
