using System.Text;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

public sealed class EffectRunnerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Submit_Answered_ConcludesWithWhatWasReadOffTheAnswer()
    {
        var target = new OwnTarget { Answer = _ => OwnTarget.Json("""{"customer":{"tier":"gold"},"open":[{"n":3}],"none":null}""") };
        await using var rig = new EffectRig(new() { OwnServer = target });
        var ended = await rig.RunAsync(EffectRig.Intent(with: r => r with
        {
            Answer = new Dictionary<string, string> { ["tier"] = "$.customer.tier", ["open"] = "$.open[0].n", ["none"] = "$.none", ["other"] = "$.open[1].n" },
        }));
        Assert.Equal((EffectOutcome.Ok, null), (ended.Outcome, ended.Code));
        Assert.Equal(new Dictionary<string, EffectValue> { ["tier"] = EffectValue.Of("gold"), ["open"] = EffectValue.Of(3) }, ended.Data);
        Assert.Equal("j/1/node2/1", Assert.Single(target.Calls).IdempotencyKey);
        Assert.Equal(200, Assert.Single(ended.Attempts).Status);
    }

    [Fact]
    public async Task Submit_OfAKeyThatRuns_IsNoSecondCall()
    {
        var target = new OwnTarget();
        await using var rig = new EffectRig(new() { OwnServer = target });
        Assert.True(rig.Runner.Submit(EffectRig.Intent()));
        await target.WaitForCallsAsync(1);
        Assert.False(rig.Runner.Submit(EffectRig.Intent()));
        Assert.True(rig.Runner.Submit(EffectRig.Intent() with { OrganizationId = "other" }));
        await target.WaitForCallsAsync(2);
        target.Reply("j/1/node2/1", OwnTarget.Status(204));
        await rig.NextAsync();
        Assert.Equal(2, target.Calls.Count);
    }

    [Fact]
    public async Task Submit_Failing_IsTriedAgainUnderTheSameKeyWithPauses()
    {
        var target = new OwnTarget { Answer = _ => OwnTarget.Status(503) };
        await using var rig = new EffectRig(new() { OwnServer = target });
        Assert.True(rig.Runner.Submit(EffectRig.Intent(with: r => r with { Timeout = 100 * Second, Retry = new() { Attempts = 3, Delay = Second } })));
        var ended = await rig.NextWithTimeAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal((EffectOutcome.Failed, EffectCodes.Status), (ended.Outcome, ended.Code));
        Assert.Equal([503, 503, 503], ended.Attempts.Select(a => a.Status));
        Assert.Single(target.Calls.Select(c => c.IdempotencyKey).Distinct());
        var pauses = ended.Attempts.Zip(ended.Attempts.Skip(1), (a, b) => b.At.Since(a.At)).ToList();
        Assert.True(pauses[0] >= 500 && pauses[1] >= 1_000, string.Join(", ", pauses)); // time goes on in steps of its own: longer says nothing
    }

    [Theory]
    [InlineData(400), InlineData(401), InlineData(404), InlineData(422), InlineData(501), InlineData(304)]
    public async Task Submit_RefusedForGood_IsNotTriedAgain(int status)
    {
        var target = new OwnTarget { Answer = _ => OwnTarget.Status(status) };
        await using var rig = new EffectRig(new() { OwnServer = target });
        var ended = await rig.RunAsync(EffectRig.Intent(with: r => r with { Retry = new() { Attempts = 5 } }));
        Assert.Equal(EffectCodes.Status, ended.Code);
        Assert.Single(ended.Attempts);
    }

    [Fact]
    public async Task RetryAfter_IsWaitedForByEverybodyAtTheHost()
    {
        var asked = false;
        var target = new OwnTarget();
        target = new OwnTarget { Answer = _ => asked ? OwnTarget.Status(204) : OwnTarget.Status(429, TimeSpan.FromSeconds(20)) };
        await using var rig = new EffectRig(new() { OwnServer = target });
        rig.Runner.Submit(EffectRig.Intent("a", with: r => r with { Retry = new() { Attempts = 2, Delay = Second } }));
        await target.WaitForCallsAsync(1);
        await rig.Time.WaitForTimersAsync(2, TestContext.Current.CancellationToken); // its deadline and its pause
        asked = true;
        rig.Runner.Submit(EffectRig.Intent("b"));
        rig.Time.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Single(target.Calls);
        rig.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal([EffectOutcome.Ok, EffectOutcome.Ok], [(await rig.NextAsync()).Outcome, (await rig.NextAsync()).Outcome]);
    }

    [Fact]
    public async Task RetryAfter_BeyondTheBound_EndsTheEffect()
    {
        var target = new OwnTarget { Answer = _ => OwnTarget.Status(503, TimeSpan.FromHours(1)) };
        await using var rig = new EffectRig(new() { OwnServer = target });
        var ended = await rig.RunAsync(EffectRig.Intent(with: r => r with { Retry = new() { Attempts = 5 } }));
        Assert.Single(ended.Attempts);
    }

    [Fact]
    public async Task Timeout_OfAnAttempt_EndsItAndTheNextBegins()
    {
        var target = new OwnTarget();
        await using var rig = new EffectRig(new() { OwnServer = target });
        rig.Runner.Submit(EffectRig.Intent(with: r => r with { Timeout = 5 * Second, Retry = new() { Attempts = 2, Delay = Second } }));
        var ended = await rig.NextWithTimeAsync(TimeSpan.FromMilliseconds(250));
        Assert.Equal(EffectCodes.Timeout, ended.Code);
        Assert.Equal([EffectCodes.Timeout, EffectCodes.Timeout], ended.Attempts.Select(a => a.Error));
        Assert.All(ended.Attempts, a => Assert.InRange(a.Duration, 5 * Second, 6 * Second));
    }

    [Fact]
    public async Task OverallTimeout_EndsWhatIsUnderWayAndWhatWaits()
    {
        var target = new OwnTarget();
        await using var rig = new EffectRig(new() { OwnServer = target }, new() { CallsPerHost = 1 });
        rig.Runner.Submit(EffectRig.Intent("a", with: r => r with { Timeout = 60 * Second, OverallTimeout = 5 * Second }));
        rig.Runner.Submit(EffectRig.Intent("b", with: r => r with { OverallTimeout = 2 * Second }));
        await target.WaitForCallsAsync(1);
        rig.Time.Advance(2 * Second);
        var waited = await rig.NextAsync();
        rig.Time.Advance(3 * Second);
        var called = await rig.NextAsync();
        Assert.Equal(("b", EffectCodes.Deadline, 0), (waited.Key, waited.Code, waited.Attempts.Count));
        Assert.Equal(("a", EffectCodes.Deadline, EffectCodes.Deadline), (called.Key, called.Code, called.Attempts.Single().Error));
    }

    [Fact]
    public async Task Submit_BeyondTheBound_FailsWithACode()
    {
        var target = new OwnTarget();
        await using var rig = new EffectRig(new() { OwnServer = target }, new() { MaxEffects = 1 });
        rig.Runner.Submit(EffectRig.Intent("a"));
        var ended = await rig.RunAsync(EffectRig.Intent("b"));
        Assert.Equal(("b", EffectCodes.Bound), (ended.Key, ended.Code));
        await target.WaitForCallsAsync(1);
        Assert.Equal("a", Assert.Single(target.Calls).IdempotencyKey);
    }

    [Fact]
    public async Task Circuit_WhenOpen_FailsAtOnceAndIsLogged()
    {
        var target = new OwnTarget { Answer = _ => OwnTarget.Status(500) };
        await using var rig = new EffectRig(new() { OwnServer = target }, new() { FailuresToOpen = 3 });
        var ended = new List<EffectConclusion>();
        for (var i = 0; i < 5; i++) ended.Add(await rig.RunAsync(EffectRig.Intent($"k{i}")));
        Assert.Equal(["http.status", "http.status", "http.status", "circuit.open", "circuit.open"], ended.Select(e => e.Code));
        Assert.Equal(3, target.Calls.Count);
        Assert.Equal("OPEN", Assert.Single(rig.Runner.Hosts).Circuit);
        Assert.StartsWith("600 this server failed 3 times", Assert.Single(rig.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Priorities_TenThousandSubmitted_NoneIsOvertakenByOneThatCountsLess()
    {
        var target = new OwnTarget { Answer = call => call.IdempotencyKey == "first" ? null : OwnTarget.Status(204) };
        await using var rig = new EffectRig(new() { OwnServer = target }, new() { CallsPerHost = 1 });
        rig.Runner.Submit(EffectRig.Intent("first"));
        await target.WaitForCallsAsync(1);
        var random = new Random(7);
        var order = Enumerable.Range(0, 10_000).Select(i => (Priority: random.Next(1, 6), Order: i)).ToList();
        foreach (var (priority, i) in order) rig.Runner.Submit(EffectRig.Intent($"{priority}/{i}", priority: priority, order: i));
        target.Reply("first", OwnTarget.Status(204));
        for (var i = 0; i <= order.Count; i++) await rig.NextAsync();
        Assert.Equal(order.Order().Select(o => $"{o.Priority}/{o.Order}"), target.Calls.Skip(1).Select(c => c.IdempotencyKey));
        Assert.Equal(0, rig.Runner.UnderWay);
    }

    // One call at a time on real sockets: what waits is asked for in the order of priorities, then of starts, whoever came first.
    [Fact]
    public async Task Priorities_AtARealHost_ComeInTheirOrder()
    {
        var hold = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (request, to, cancel) =>
        {
            if (request.Headers["Idempotency-Key"] == "first") await hold.Task.WaitAsync(cancel);
            await to.WriteAsync(Encoding.UTF8.GetBytes(LoopbackServer.Answer(200)), cancel);
        });
        await using var rig = new EffectRig(LoopbackReach.Of(), new() { CallsPerHost = 1 }, TimeProvider.System);
        rig.Runner.Submit(EffectRig.Intent("first", server.Url, priority: 5));
        await server.WaitForRequestAsync();
        var order = Enumerable.Range(0, 50).Select(i => (Priority: 5 - (i % 5), Order: i)).ToList();
        foreach (var (priority, i) in order) rig.Runner.Submit(EffectRig.Intent($"{priority}/{i}", server.Url, priority, i));
        hold.SetResult();
        for (var i = 0; i <= order.Count; i++) Assert.Equal(EffectOutcome.Ok, (await rig.NextAsync()).Outcome);
        Assert.Equal(order.Order().Select(o => $"{o.Priority}/{o.Order}"), server.Requests.Skip(1).Select(r => r.Headers["Idempotency-Key"]));
    }

    [Fact]
    public async Task Dispose_BreaksOffWithoutConclusionsAndLeavesNoTimer()
    {
        var target = new OwnTarget();
        var rig = new EffectRig(new() { OwnServer = target }, new() { CallsPerHost = 1 });
        rig.Runner.Submit(EffectRig.Intent("called"));
        rig.Runner.Submit(EffectRig.Intent("waits"));
        await target.WaitForCallsAsync(1);
        await rig.DisposeAsync();
        Assert.True(rig.HasNone);
        Assert.Equal((0, 0), (rig.Runner.UnderWay, rig.Time.ArmedTimerCount));
        Assert.Throws<ObjectDisposedException>(() => rig.Runner.Submit(EffectRig.Intent("later")));
    }

    [Fact]
    public async Task Concluded_WhenItThrows_IsLoggedAndTheRunnerGoesOn()
    {
        var target = new OwnTarget { Answer = _ => OwnTarget.Status(204) };
        var taken = new TaskCompletionSource<EffectConclusion>();
        var log = new EffectRig.LineLog();
        await using var runner = new EffectRunner(
            new(), new() { OwnServer = target },
            c => c.Key == "bad" ? throw new InvalidOperationException("no") : Take(c), TimeProvider.System, log);
        runner.Submit(EffectRig.Intent("bad"));
        runner.Submit(EffectRig.Intent("good"));
        Assert.Equal("good", (await taken.Task.WaitAsync(TestContext.Current.CancellationToken)).Key);

        ValueTask Take(EffectConclusion conclusion)
        {
            taken.SetResult(conclusion);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public void Options_AllWrong_EveryOneIsNamed()
    {
        var none = new EffectOptions
        {
            CallsPerHost = 0,
            MaxWaitingPerHost = 0,
            MaxEffects = 0,
            MaxHosts = 0,
            FailuresToOpen = 0,
            OpenTime = default,
            ConnectTimeout = default,
            MaxRetryAfter = default,
            MaxRedirects = 11,
            MaxAnswerBytes = 10,
        };
        var reach = new EffectReach { Egress = new() { AllowedHosts = ["https://x", "ok.example.com"], AllowedNetworks = ["10.0.0.0/33", "169.254.0.0/16"] } };
        var error = Assert.Throws<ArgumentException>(() => new EffectRunner(none, reach, _ => default, TimeProvider.System, new EffectRig.LineLog()));
        string[] names =
        [
            "CallsPerHost", "MaxWaitingPerHost", "MaxEffects", "MaxHosts", "FailuresToOpen", "OpenTime", "ConnectTimeout", "MaxRetryAfter",
            "MaxRedirects", "MaxAnswerBytes", "\"https://x\"", "\"10.0.0.0/33\"", "\"169.254.0.0/16\"",
        ];
        Assert.All(names, n => Assert.Contains(n, error.Message, StringComparison.Ordinal));
    }
}
