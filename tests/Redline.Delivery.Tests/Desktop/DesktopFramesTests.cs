using System.Text.Json;
using Redline.Delivery.Desktop;
using Redline.Delivery.Routing;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Queues;
using Redline.Engine.Sources;

namespace Redline.Delivery.Tests.Desktop;

/// <summary>Every frame the server spells is like the protocol's examples in <c>protocol/desktop</c>.</summary>
public sealed class DesktopFramesTests
{
    private static readonly Instant At = new(1_772_438_400_000);

    private static readonly Alert Voice = new(
        17, new("billing-wait", "q1", "voice"), 0, 0, Severity.Warning, Severity.Warning, At.Plus(-30_000), At, 3,
        new(
            "Billing", 300, [new("waitTimeSeconds", "GREATER_THAN", 300, 312.4)],
            new Dictionary<string, double> { ["waitTimeSeconds"] = 312.4, ["waitingCount"] = 7 }));

    // Nothing known but an arithmetic comparison, which is one of no field.
    private static readonly Alert QueueWide = Voice with
    {
        Fingerprint = new("billing-wait", "q1", null),
        Severity = Severity.Critical,
        Evidence = new("Billing", null, [new(null, "GREATER_THAN", 2, 2.5)], new Dictionary<string, double>()),
    };

    public static TheoryData<Alert> Alerts => [Voice, QueueWide, Voice with { NextUpdateAt = At.Plus(600_000) }];

    public static TheoryData<DesktopClosing> Closings => [.. DesktopClosing.All];

    [Theory]
    [InlineData("AGENT")]
    [InlineData("SUPERVISOR")]
    public void Hello_WhenSpelled_IsLikeTheExamples(string role) =>
        AssertLikeExamples("hello", DesktopFrames.Hello("k3JxP0aV", 41, At, 60.5, 20, "5f2c", "sam", "Sam", role));

    [Fact]
    public void Reset_WhenSpelled_IsLikeTheExamples()
    {
        AssertLikeExamples("reset", DesktopFrames.Reset("k3JxP0aV", 41, [], []));
        RoutedAlert[] alerts = [Open(Voice), Open(Voice with { Number = 18 })];
        AssertLikeExamples("reset", DesktopFrames.Reset("k3JxP0aV", 41, alerts, []));
    }

    [Fact]
    public void Blind_WhenSpelled_IsLikeTheExamples()
    {
        var blindness = new Blindness("acd-1", BlindCause.Silence, At, false, 1, ["q1"]);
        var blind = new RoutedBlind(blindness, [new("q1", "Billing")], PersonSet.Nobody);
        AssertLikeExamples("blind", DesktopFrames.Blind(61, blind));
        AssertLikeExamples("blind", DesktopFrames.Blind(62, blind with { EndedAt = At.Plus(1) }));
        AssertLikeExamples("reset", DesktopFrames.Reset("k3JxP0aV", 61, [], [], [blind]));
    }

    [Fact]
    public void Blind_WhenManyQueuesAreConcerned_NamesTheFirstHundredAndCountsAll()
    {
        var queues = Enumerable.Range(0, 250).Select(i => new BlindQueue($"q{i}", $"Q{i}")).ToArray();
        var blind = new RoutedBlind(new("acd-1", BlindCause.Token, At, true, 250, []), queues, PersonSet.Nobody);
        var told = JsonDocument.Parse(DesktopFrames.Blind(61, blind)).RootElement.GetProperty("blind");
        Assert.Equal((250, 100), (told.GetProperty("queueCount").GetInt32(), told.GetProperty("queues").GetArrayLength()));
    }

    [Theory]
    [MemberData(nameof(Alerts), DisableDiscoveryEnumeration = true)]
    public void Alert_WhenSpelled_IsLikeTheExamples(Alert alert)
    {
        AssertLikeExamples("alert", DesktopFrames.Alert(42, Open(alert)));
        foreach (var reason in Enum.GetValues<ResolveReason>())
        {
            var resolved = Open(alert) with { ResolvedAt = At, ResolvedReason = reason };
            AssertLikeExamples("alert", DesktopFrames.Alert(43, resolved));
        }
    }

    [Fact]
    public void Alert_WhenAComparisonIsOfNoField_LeavesItOut()
    {
        Comparison[] both = [new(null, "GREATER_THAN", 2, 2.5), .. Voice.Evidence.Comparisons];
        var frame = DesktopFrames.Alert(42, Open(Voice with { Evidence = Voice.Evidence with { Comparisons = both } }));
        var told = JsonDocument.Parse(frame).RootElement.GetProperty("alert").GetProperty("comparisons");
        Assert.Equal("waitTimeSeconds", Assert.Single(told.EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public void Alert_WhenResolved_CarriesWhenAndWhy()
    {
        var at = At.Plus(60_000);
        var resolved = Open(Voice) with { ResolvedAt = at, ResolvedReason = ResolveReason.ConditionCleared };
        var alert = JsonDocument.Parse(DesktopFrames.Alert(43, resolved)).RootElement.GetProperty("alert");
        string[] fields = ["alertId", "revision", "state", "resolvedAt", "resolvedReason"];
        string[] expected = ["A17", "4", "RESOLVED", at.ToString(), "conditionCleared"];
        Assert.Equal(expected, fields.Select(f => alert.GetProperty(f).ToString()));
    }

    [Fact]
    public void Metrics_WhenSpelled_IsLikeTheExamples()
    {
        var queues = Enum.GetValues<QueueSight>().SelectMany(sight => (QueueView[])
        [
            new("q1", "Billing", null, "voice", sight, 7, false, At),
            new("q2", "Claims", "division", "chat", sight, null, false, null),
        ]);
        AssertLikeExamples("metrics", DesktopFrames.Metrics(At, complete: true, queues));
        AssertLikeExamples("metrics", DesktopFrames.Metrics(At, complete: false, []));
    }

    [Fact]
    public void Pong_WhenSpelled_IsLikeTheExamples() => AssertLikeExamples("pong", DesktopFrames.Pong(7));

    [Theory]
    [MemberData(nameof(Closings), DisableDiscoveryEnumeration = true)]
    public void Closing_WhenSpelled_IsLikeTheExampleOfItsCode(DesktopClosing closing)
    {
        AssertLikeExamples("closing", DesktopFrames.Closing(closing));
        var example = ProtocolShape.Examples("closing").Single(e => e.GetProperty("code").GetString() == closing.Code);
        Assert.Equal(example.GetProperty("reconnect").GetBoolean(), closing.Reconnect);
    }

    [Fact]
    public void Examples_WhenAFieldIsWrong_AreNotLikeIt()
    {
        var pong = ProtocolShape.Of("pong");
        Assert.Equal(".id is missing", Difference("""{"type":"pong"}"""u8));
        Assert.Equal(".id is String, in the examples Number", Difference("""{"type":"pong","id":"7"}"""u8));
        Assert.Equal(".ids is in no example", Difference("""{"type":"pong","id":7,"ids":7}"""u8));
        Assert.Equal(".type is ping", Difference("""{"type":"ping","id":7}"""u8));

        string Difference(ReadOnlySpan<byte> frame) => Assert.Single(pong.Differences(frame.ToArray()));
    }

    private static RoutedAlert Open(Alert alert) => new(alert, "Billing: long wait", 3, PersonSet.Nobody);

    private static void AssertLikeExamples(string type, byte[] frame) =>
        Assert.Empty(ProtocolShape.Of(type).Differences(frame));
}
