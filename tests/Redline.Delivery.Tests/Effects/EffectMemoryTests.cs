using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

/// <summary>What effects hold in memory: counted for the whole process, so nothing else may run meanwhile.</summary>
[Collection(AloneCollection.Name)]
public sealed class EffectMemoryTests
{
    [Fact]
    public async Task LargeAnswers_AreNotHeld()
    {
        var part = new byte[1 << 20];
        await using var server = new LoopbackServer(async (_, to, cancel) =>
        {
            await to.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"u8.ToArray(), cancel);
            for (var i = 0; i < 10; i++) await to.WriteAsync(part, cancel);
        });
        await using var rig = new EffectRig(LoopbackReach.Of(), new() { FailuresToOpen = 100 });
        await rig.RunAsync(EffectRig.Intent("warm", server.Url));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 20; i++) Assert.Equal(EffectCodes.AnswerLarge, (await rig.RunAsync(EffectRig.Intent($"k{i}", server.Url))).Code);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20 << 20); // of 200 MiB that were on offer
    }

    [Fact]
    public async Task TenThousandWaitingEffects_HoldAFewKilobytesEach()
    {
        const int count = 10_000;
        var target = new OwnTarget();
        await using var rig = new EffectRig(new() { OwnServer = target }, new() { CallsPerHost = 1 }, TimeProvider.System);
        rig.Runner.Submit(EffectRig.Intent("first"));
        await target.WaitForCallsAsync(1);
        var intents = Enumerable.Range(0, count).Select(i => EffectRig.Intent($"j/{i}/node2/1", order: i)).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var intent in intents) rig.Runner.Submit(intent);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        Assert.InRange(each, 100, 4_096);
        GC.KeepAlive(intents);
    }
}
