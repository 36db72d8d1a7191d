using System.Text.Json;
using Redline.Engine.Filters;
using Redline.Engine.Parameters;

namespace Redline.Engine.Tests.Parameters;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("""{"defaultValue":60,"values":{"q1":300}}""", "q1", 20.0, 300.0)]
    [InlineData("""{"defaultValue":60,"values":{"q1":300}}""", "q2", 20.0, 60.0)]
    [InlineData("""{"defaultValue":60,"defaultFrom":"SERVICE_LEVEL_TARGET"}""", "q2", 20.0, 20.0)]
    [InlineData("""{"defaultValue":60,"defaultFrom":"SERVICE_LEVEL_TARGET"}""", "q2", null, 60.0)]
    [InlineData("""{"values":{"q1":300}}""", "q2", 20.0, null)]
    public void ValueFor_OfAQueue_IsItsOwnElseTheTargetElseTheDefault(string body, string id, double? target, double? expected) =>
        Assert.Equal(expected, Read(body).ValueFor(new QueueIdentity(id, null, null, "voice", target)));

    [Theory]
    [InlineData("""{"name":"limit","description":"d","defaultValue":0.5,"defaultFrom":"SERVICE_LEVEL_TARGET","values":{"Q":-1,"q1":300}}""")]
    [InlineData("""{"name":"limit","defaultValue":1,"values":{}}""")]
    public void ToJson_WhenReadBack_IsTheSameText(string json) => Assert.Equal(json, ParameterWriter.ToJson(Read(json, null)));

    [Fact]
    public void Read_WhenAQueueHasTwoValues_IsRefused()
    {
        using var json = JsonDocument.Parse("""{"values":{"q1":1,"q1":2}}""");
        Assert.Null(ParameterReader.Read(json.RootElement, out var errors, name: "limit"));
        Assert.Equal("$.values.q1: The queue has two values; remove one. [parameter.queue.twice]", Assert.Single(errors).ToString());
    }

    private static ParameterDefinition Read(string body, string? name = "limit")
    {
        using var json = JsonDocument.Parse(body);
        var parameter = ParameterReader.Read(json.RootElement, out var errors, name: name);
        Assert.Empty(errors);
        return parameter!;
    }
}
