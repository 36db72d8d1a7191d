using System.Text.Json;
using Redline.Engine.Audiences;

namespace Redline.Engine.Tests.Audiences;

public sealed class AudienceTests
{
    [Fact]
    public void Read_WhenNamesRepeat_SortsThemAndKeepsEachOnce()
    {
        var audience = Read("""{"people":["ben","ana","ben"],"roles":["SUPERVISOR","AGENT"],"queues":["q"],"everyone":true}""");

        Assert.Equal("people ana, ben; roles AGENT, SUPERVISOR; queues q; everyone", audience!.ToString());
        Assert.Equal(audience, Read("""{"queues":["q","q"],"everyone":true,"roles":["AGENT","SUPERVISOR"],"people":["ana","ben"]}"""));
        Assert.NotEqual(audience, Read("""{"queues":["q"],"roles":["AGENT","SUPERVISOR"],"people":["ana","ben"]}"""));
    }

    [Theory]
    [InlineData("7", "audience.type")]
    [InlineData("""{"people":null}""", "audience.none")]
    [InlineData("""{"people":[""]}""", "audience.list")]
    [InlineData("""{"people":[7]}""", "audience.list")]
    [InlineData("""{"everyone":"yes"}""", "audience.everyone")]
    [InlineData("""{"everyone":true,"\ud800":1}""", "json.text")]
    public void Read_WhenItIsNone_SaysWhy(string json, string code)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Null(AudienceReader.Read(document.RootElement, "$", out var errors));
        Assert.Equal(code, Assert.Single(errors).Code);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Read_WhenAPartIsLong_TakesAHundredNames(int count, bool taken) =>
        Assert.Equal(taken, Read(JsonSerializer.Serialize(new { people = Enumerable.Range(0, count).Select(i => $"p{i}") })) is not null);

    private static Audience? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return AudienceReader.Read(document.RootElement, "$", out _);
    }
}
