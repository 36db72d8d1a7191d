using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;

namespace Redline.Engine.Tests.Streams;

public sealed class StreamTextPlacesTests
{
    [Theory]
    [InlineData("""{"filterExpression":"waitTimeSeconds > param(limt)"}""", "$.filterExpression:1:25")]
    [InlineData("""{"filterExpression":"waitingCount > 1 # param(limt)\n  and queueName != \"param(limt)\"\r\n  and PARAM ( limt ) < waitTimeSeconds"}""", "$.filterExpression:3:15")]
    [InlineData("""{"filterExpression":"queueId in set(\"biling\") and waitingCount > 1"}""", "$.filterExpression:1:16")]
    [InlineData("""{"filterExpression":"param(limit) < waitTimeSeconds","clearExpression":"min(param(limit), param(limt)) > waitTimeSeconds"}""", "$.clearExpression:1:25")]
    [InlineData("""{"levels":[{"severity":"WARNING","filterExpression":"waitingCount > 1"},{"severity":"CRITICAL","filterExpression":"queueId not in set('biling')"}]}""", "$.levels[1].filterExpression:1:20")]
    [InlineData("""{"filterExpression":{"field":"queueId","operator":"IN","value":{"queueSet":"biling"}}}""", "$.filterExpression.value.queueSet")]
    public void Missing_WhenTheExpressionIsText_IsPlacedInItsLineAndColumn(string properties, string path)
    {
        var error = Assert.Single(Missing(properties));
        var isSet = properties.Contains("biling", StringComparison.Ordinal);
        Assert.Equal((path, isSet ? "biling" : "limt", isSet ? "filter.queueSet.unknown" : "filter.parameter.unknown"), (error.Path, error.Offending, error.Code));
        Assert.Contains(isSet ? "did you mean `billing`?" : "did you mean `limit`?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WhenTheMistakeIsAnotherOrLeadsNowhere_LeavesItAsItIs()
    {
        using var json = JsonDocument.Parse("""{"filterExpression":"param(limt) > 1","levels":[]}""");
        foreach (var error in (DefinitionError[])[
            new("filter.field.unknown", "$.filterExpression:1:1", "limt", "m"), new(StreamTextPlaces.ParameterUnknown, "$", "limt", "m"),
            new(StreamTextPlaces.ParameterUnknown, "$.filterExpression", "limt", "m"), new(StreamTextPlaces.ParameterUnknown, "$.levels[7].x.parameter", "limt", "m"),
            new(StreamTextPlaces.ParameterUnknown, "$.filterExpression.left.parameter", "other", "m"), new(StreamTextPlaces.QueueSetUnknown, "$.filterExpression.value.queueSet", "limt", "m")])
            Assert.Equal(error, StreamTextPlaces.Of(json.RootElement, error));
    }

    private static IReadOnlyList<DefinitionError> Missing(string properties)
    {
        using var json = JsonDocument.Parse("""{"name":"s","entityType":"queue",""" + properties[1..]);
        var stream = StreamDefinitionReader.Read(json.RootElement, "s", out var errors);
        Assert.Empty(errors);
        return StreamReferences.Missing(stream!, (DefinedReferences)SomeFilter.References, json.RootElement);
    }
}
