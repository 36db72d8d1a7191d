using Redline.Engine.Streams;

namespace Redline.Engine.Tests.Streams;

public sealed class StreamLintsTests
{
    private const string Long = """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""";
    private const string Vip = """{"field":"queueId","operator":"EQUALS","value":"vip"}""";

    private const string Ratio = """
        {"expression":{"operator":"DIVIDE","operands":[{"field":"waitTimeSeconds"},{"field":"waitingCount"}]},"operator":"GREATER_THAN","value":2}
        """;

    [Fact]
    public void Of_WhenTheStreamNamesItsQueue_HasNothingToSay() => Assert.Empty(SomeStream.Lints(And(Vip, Long)));

    [Fact]
    public void Of_WhenNoQueueIsNamed_SaysHowManyItMatchesAndHowManyBreach()
    {
        var stream = SomeStream.Read(Long);
        var lint = Assert.Single(StreamLints.Of(stream, SomeStream.Engine().Survey(stream, SomeStream.Now)));
        Assert.Equal(("QUEUE_UNBOUND", LintSeverity.Warning), (lint.Code, lint.Severity));
        Assert.Contains("2 of the 2 known queues, 1 of them over the line now", lint.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"field":"queueId","operator":"NOT_EQUALS","value":"vip"}""", true)]
    [InlineData("""{"operator":"NOT","operands":[{"field":"queueId","operator":"EQUALS","value":"vip"}]}""", true)]
    [InlineData("""{"operator":"NOT","operands":[{"field":"queueId","operator":"NOT_IN","value":["vip"]}]}""", false)]
    [InlineData("""{"operator":"OR","operands":[{"field":"queueId","operator":"EQUALS","value":"vip"},{"field":"waitingCount","operator":"GREATER_THAN","value":3}]}""", true)]
    [InlineData("""{"operator":"OR","operands":[{"field":"queueId","operator":"EQUALS","value":"vip"},{"field":"queueName","operator":"STARTS_WITH","value":"B"}]}""", false)]
    [InlineData("""{"field":"queueName","operator":"EXISTS"}""", true)]
    public void Of_WhenQueuesAreLeftOpen_SaysSo(string queues, bool unbound) =>
        Assert.Equal(unbound, SomeStream.Lints(And(queues, Long)).Contains("QUEUE_UNBOUND"));

    [Fact]
    public void Of_WhenANamedQueueIsNotKnown_NamesIt()
    {
        var stream = SomeStream.Read(And("""{"field":"queueId","operator":"IN","value":["vip","vap"]}""", Long));
        var lint = Assert.Single(StreamLints.Of(stream, SomeStream.Engine().Survey(stream, SomeStream.Now)));
        Assert.Equal("QUEUE_UNKNOWN", lint.Code);
        Assert.Contains("vap", lint.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("vip", lint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WhenNoQueueIsKnownYet_DoesNotDoubtTheNames() =>
        Assert.Empty(SomeStream.Lints(new AlertEngine(new DurableState(), EngineLimits.Default), And(Vip, Long)));

    [Theory]
    [InlineData("{\"notificationType\":\"FLOW\"}", "FLOW_WITHOUT_FLOW")]
    [InlineData("{\"notificationType\":\"FLOW\",\"flow\":\"Tell\"}", null)]
    [InlineData("{\"notificationType\":\"FLOW\",\"status\":\"DISABLED\"}", null)]
    [InlineData("{\"status\":\"SHADOW\"}", "IN_SHADOW")]
    public void Of_WhenNobodyIsTold_SaysWhy(string properties, string? code) =>
        Assert.Equal(code is null ? [] : [code], SomeStream.Lints(And(Vip, Long), properties));

    [Fact]
    public void Of_WhenTheEngineIsNotAsked_KeepsToTheDefinition() =>
        Assert.Equal("QUEUE_UNBOUND", Assert.Single(StreamLints.Of(SomeStream.Read(Long), null)).Code);

    [Theory]
    [InlineData("""{"field":"queueName","operator":"EQUALS","value":"VIP"}""", true)]
    [InlineData(Vip, false)]
    public void Of_WhenQueuesAreChosenByName_SaysThatNamesChange(string queues, bool unstable) =>
        Assert.Equal(unstable ? ["QUEUE_NAME_UNSTABLE"] : [], SomeStream.Lints(And(queues, Long)));

    [Theory]
    [InlineData(Long, "routing.queue.metrics", true)]
    [InlineData(Long, "telephony.queue.metrics", false)]
    [InlineData("""{"operator":"AND","operands":[{"field":"mediaType","operator":"EQUALS","value":"chat"},{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]}""", "routing.queue.metrics", false)]
    [InlineData("""{"field":"observationAgeSeconds","operator":"GREATER_THAN","value":300}""", "routing.queue.metrics", false)]
    public void Of_WhenEveryMediaTypeIsLookedAt_SaysSo(string filter, string sourceEntity, bool open) =>
        Assert.Equal(open, SomeStream.Lints(And(Vip, filter), $$"""{"sourceEntity":"{{sourceEntity}}"}""").Contains("MEDIA_TYPE_UNBOUND"));

    [Theory]
    [InlineData("""{"field":"agentsIdle","operator":"EQUALS","value":0}""", true)]
    [InlineData("""{"field":"divisionId","operator":"EQUALS","value":"north"}""", true)]
    [InlineData("""{"field":"waitingCount","operator":"GREATER_THAN","value":0}""", false)]
    [InlineData("""{"field":"observationAgeSeconds","operator":"GREATER_THAN","value":0}""", false)]
    public void Of_WhenAFieldNeverHadAValue_SaysSo(string condition, bool never) =>
        Assert.Equal(never, SomeStream.Lints(And(Vip, condition, Long)).Contains("FIELD_NEVER_OBSERVED"));

    [Theory]
    [InlineData("""{"field":"waitingCount","operator":"GREATER_THAN","value":0}""", false)]
    [InlineData("""{"field":"waitingCount","operator":"GREATER_THAN_OR_EQUAL","value":0}""", true)]
    [InlineData("""{"field":"waitingCount","operator":"NOT_EQUALS","value":0}""", false)]
    [InlineData("""{"field":"waitingCount","operator":"BETWEEN","value":[1,9]}""", false)]
    [InlineData("""{"field":"waitingCount","operator":"LESS_THAN","value":9}""", true)]
    [InlineData("""{"expression":{"value":0},"operator":"LESS_THAN","value":{"field":"waitingCount"}}""", false)]
    public void Of_WhenADivisorMayBeZero_SaysSo(string beside, bool may) =>
        Assert.Equal(may, SomeStream.Lints(And(Vip, beside, Ratio)).Contains("RATIO_WITHOUT_SAMPLE"));

    [Theory]
    [InlineData("""{"operator":"MAX","operands":[{"field":"waitingCount"},{"value":1}]}""", false)]
    [InlineData("""{"operator":"ADD","operands":[{"field":"waitingCount"},{"value":1}]}""", false)]
    [InlineData("""{"operator":"SUBTRACT","operands":[{"field":"waitingCount"},{"value":1}]}""", true)]
    [InlineData("""{"value":60}""", false)]
    public void Of_WhenTheDivisorIsComputed_KnowsWhetherItMayBeZero(string divisor, bool may)
    {
        var filter = $$"""{"expression":{"operator":"DIVIDE","operands":[{"field":"waitTimeSeconds"},{{divisor}}]},"operator":"GREATER_THAN","value":2}""";
        Assert.Equal(may, SomeStream.Lints(And(Vip, filter)).Contains("RATIO_WITHOUT_SAMPLE"));
    }

    [Theory]
    [InlineData("""{"field":"offeredCount","operator":"GREATER_THAN_OR_EQUAL","value":20}""", false)]
    [InlineData("""{"operator":"AND","operands":[{"field":"offeredCount","operator":"GREATER_THAN","value":19}]}""", false)]
    [InlineData("""{"field":"waitingCount","operator":"GREATER_THAN","value":20}""", true)]
    public void Of_WhenAPercentageStandsWithoutACount_SaysSo(string beside, bool without) => Assert.Equal(
        without, SomeStream.Lints(And(Vip, beside, """{"field":"abandonRatePercent","operator":"GREATER_THAN","value":10}""")).Contains("RATIO_WITHOUT_SAMPLE"));

    private static string And(params string[] operands) => $$"""{"operator":"AND","operands":[{{string.Join(',', operands)}}]}""";
}
